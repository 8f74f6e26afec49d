import {useEffect} from 'react';
import type {ProofRow} from '../../../conductorone/rest/proof.ts';
import {commandLine} from '../../../text/as-typed.ts';
import {Spinner} from '../../components/spinner/spinner.tsx';
import type {Fact} from '../fact-lines.tsx';
import {type DrawnBlock, type Ending, hintBlock} from '../last-page.tsx';
import {useConnect} from './connect-context.ts';
import {connectWorkMessages} from './work-messages.ts';

const messages = connectWorkMessages.result;

/** Follows the connector in ConductorOne's own words, then what has arrived of what was sent. */
export function useArrival(isWatched: boolean) {
	const {state, send} = useConnect();
	const {watch} = state;
	const {connector, proof} = isWatched ? state : {connector: null, proof: null};
	useEffect(() => {
		if (isWatched && watch.status === 'idle') send({type: 'watch/start'});
	}, [isWatched, watch.status, send]);
	const missing: readonly ProofRow[] = proof?.rows?.filter((row) => row.missing > 0) ?? [];
	const hasArrived = proof !== null && proof.rows !== null && proof.isComplete;
	return {connector, proof, hasArrived, missing, isWatching: isWatched && watch.status === 'running'};
}

/** The title of a last page, and its sign. Nothing is claimed that was not seen. */
export function arrivalTitle(
	{hasArrived, missing, isWatching}: Pick<ReturnType<typeof useArrival>, 'hasArrived' | 'missing' | 'isWatching'>,
	accepted: string,
): {title: string; ending: Ending} {
	if (hasArrived) return {title: 'ConductorOne has received everything', ending: 'done'};
	if (missing.length === 0) return {title: accepted, ending: 'done'};
	return {title: messages.missing(missing), ending: isWatching ? 'waiting' : 'open'};
}

/** The state of the connector, where it is seen, and the command that asks again; a demo has no address and no later. */
export function arrivalFacts(
	connector: ReturnType<typeof useArrival>['connector'],
	page: string | undefined,
	isLate: boolean,
	isDemo: boolean,
): Fact[] {
	return [
		...(connector === null
			? []
			: [{label: 'Connector', value: [connector.word, connector.detail].filter(Boolean).join(': ')}]),
		...(isDemo || page === undefined ? [] : [{label: 'See it', value: page, isCopied: true}]),
		...(isDemo || !isLate ? [] : [{label: 'Check again', value: commandLine('status'), isCopied: true}]),
	];
}

/** That one waits, and how long it usually takes. */
export function waitBlocks(isWatching: boolean, isLate: boolean, columns: number): DrawnBlock[] {
	if (!isWatching && !isLate) return [];
	return [
		...(isWatching
			? [
					{
						id: 'wait',
						rows: 1,
						priority: 1,
						hasGap: true,
						draw: () => <Spinner label="Waiting for the data to arrive" delay={0} />,
					},
				]
			: []),
		hintBlock(
			'usually',
			'This usually takes a few minutes, longer for a large account. You can exit meanwhile.',
			columns,
			3,
			!isWatching,
		),
	];
}
