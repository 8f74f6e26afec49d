import {unlistedOf} from '../../conductorone/rest/proof.ts';
import {hasFiles} from '../../deploy/ways.ts';
import {connectLeavingMessages} from '../leaving-messages.ts';
import {madeOf} from './plan.ts';
import type {ConnectState} from './state.ts';

/** What was made in ConductorOne, for the scrollback; empty when it made nothing. Plain lines; of a demo no links and commands. */
export function leavingLines(
	{progress, pages, deployment, proof, connector, work, notes, answers}: ConnectState,
	{isDemo}: {isDemo: boolean},
): string[] {
	const made = progress === null ? [] : madeOf(progress);
	if (progress === null || (made.length === 0 && progress.connector === undefined)) return [];
	const isDone = work.status === 'done';
	const isWritten = answers.hosting !== null && hasFiles(answers.hosting) && !answers.isApplied;
	const isMissing = proof?.rows?.some(({missing}) => missing > 0) === true;
	const counts = proof?.rows?.map(({what, sent, arrived}) =>
		connectLeavingMessages.count(connectLeavingMessages.what[what], arrived, sent),
	);
	const unlisted = unlistedOf(proof?.rows ?? null);
	const heading = !isDone
		? connectLeavingMessages.unfinished
		: isWritten
			? connectLeavingMessages.files
			: isMissing
				? connectLeavingMessages.missing
				: connectLeavingMessages.done;
	return [
		heading(progress.host),
		...(made.length === 0 ? [] : [connectLeavingMessages.made(made)]),
		...(connector === null ? [] : [connectLeavingMessages.says(connector.word, connector.detail)]),
		...(counts === undefined ? [] : [connectLeavingMessages.arrived(counts)]),
		...(unlisted === 0 ? [] : [connectLeavingMessages.unlisted(unlisted)]),
		...notes,
		...(isDemo ? [] : Object.values(pages)),
		...(deployment === null || progress.files === undefined
			? []
			: [
					connectLeavingMessages.next(progress.files.folder),
					...deployment.steps.map((step) => `  ${step.command ?? step.text}`),
				]),
		...(isDemo
			? []
			: [isDone ? connectLeavingMessages.look : connectLeavingMessages.goOn, connectLeavingMessages.undo]),
	];
}
