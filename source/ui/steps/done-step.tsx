import type {PushResult} from '../../setup/state.ts';
import {bytes} from '../../text/amounts.ts';
import {commandLine} from '../../text/as-typed.ts';
import {PageHelp} from '../components/shell/page-slots.tsx';
import {useKeys} from '../hooks/use-keys.ts';
import {useSize} from '../provider.tsx';
import {useTerminal} from '../terminal.tsx';
import {arrivalFacts, arrivalTitle, useArrival, waitBlocks} from './conductorone/arrival.tsx';
import {proofBlocks} from './conductorone/proof-table.tsx';
import type {Fact} from './fact-lines.tsx';
import {BlockPage, factBlocks, hintBlock, titleBlock} from './last-page.tsx';
import {reviewMessages} from './review-messages.ts';
import {leavingText} from './transcript.ts';
import {useWizard} from './wizard-context.tsx';

const about = [
	'This compares what was sent with what ConductorOne shows. ConductorOne may take a while to process a sync.',
	'You can copy the commands as they are.',
];

/**
 * What was sent, where to see it, and the commands that lead on; for who is signed in also what has arrived. They stay in
 * the terminal as well.
 */
export function DoneStep() {
	const {state, context} = useWizard();
	const {leave} = useTerminal();
	const {columns} = useSize();
	useKeys({
		contexts: ['choice'],
		on: {accept: () => leave({exit: 0, transcript: leavingText(state, context)})},
		hints: ['accept'],
		labels: {accept: 'exit'},
	});
	const {work} = state.push;
	const {answers, progress, pages} = state.connect;
	const isSignedIn = answers.hosting === 'here' && progress !== null;
	const arrival = useArrival(isSignedIn && work.status === 'done');
	// Nothing leads here but a push that is done.
	if (work.status !== 'done') return null;
	const {connector, proof, missing, isWatching} = arrival;
	const isDemo = state.demo.status === 'done';
	const {title, ending} = arrivalTitle(arrival, 'ConductorOne accepted the data');
	const isLate = missing.length > 0 && !isWatching;
	const facts: Fact[] = [
		...(proof === null ? sentFacts(work.value) : []),
		...arrivalFacts(connector, isSignedIn ? pages.connector : `https://${work.value.host}`, isLate, isDemo),
		...nextFacts(isDemo, isSignedIn),
	];
	return (
		<>
			<PageHelp about={about} />
			<BlockPage
				blocks={[
					titleBlock(title, ending, columns),
					...proofBlocks(proof, columns),
					...waitBlocks(isWatching, isLate, columns),
					...(isDemo
						? [
								hintBlock(
									'demo',
									'This was demo data. Nothing left this computer, and it is gone when you exit.',
									columns,
									2,
								),
							]
						: []),
					...factBlocks(facts, columns, 4),
				]}
			/>
		</>
	);
}

function sentFacts({counts, bytes: size, taskId}: PushResult): Fact[] {
	const {accounts, teams, courses, grants} = counts;
	return [
		{label: 'Sent', value: reviewMessages.amounts(accounts, teams, courses, grants)},
		{label: 'File', value: `${bytes(size)}, task ${taskId}`},
	];
}

/** What leads on, as it can be typed here. A demo has nothing to push again or to undo. */
function nextFacts(isDemo: boolean, isOurs: boolean): Fact[] {
	if (isDemo) return [{label: 'Real setup', value: commandLine(''), isCopied: true}];
	return [
		{label: 'Push again', value: commandLine('push'), isCopied: true},
		{label: 'Every night', value: commandLine('schedule'), isCopied: true},
		...(isOurs ? [{label: 'Undo', value: commandLine('connect --undo'), isCopied: true}] : []),
	];
}
