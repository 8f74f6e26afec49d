import {unlistedOf} from '../../conductorone/rest/proof.ts';
import {hasFiles} from '../../deploy/ways.ts';
import {guidedLeavingMessages} from '../leaving-messages.ts';
import type {GuidedState} from './guided-state.ts';
import {madeOf} from './plan.ts';

/** What the guided part made, for the scrollback; empty when it made nothing. Plain lines; of a demo no links and commands. */
export function leavingLines(
	{progress, pages, deployment, proof, connector, work, notes, answers}: GuidedState,
	{isDemo}: {isDemo: boolean},
): string[] {
	const made = progress === null ? [] : madeOf(progress);
	if (progress === null || (made.length === 0 && progress.connector === undefined)) return [];
	const isDone = work.status === 'done';
	const isWritten = answers.hosting !== null && hasFiles(answers.hosting) && !answers.isApplied;
	const isMissing = proof?.rows?.some(({missing}) => missing > 0) === true;
	const counts = proof?.rows?.map(({what, sent, arrived}) =>
		guidedLeavingMessages.count(guidedLeavingMessages.what[what], arrived, sent),
	);
	const unlisted = unlistedOf(proof?.rows ?? null);
	const heading = !isDone
		? guidedLeavingMessages.unfinished
		: isWritten
			? guidedLeavingMessages.files
			: isMissing
				? guidedLeavingMessages.missing
				: guidedLeavingMessages.done;
	return [
		heading(progress.host),
		...(made.length === 0 ? [] : [guidedLeavingMessages.made(made)]),
		...(connector === null ? [] : [guidedLeavingMessages.says(connector.word, connector.detail)]),
		...(counts === undefined ? [] : [guidedLeavingMessages.arrived(counts)]),
		...(unlisted === 0 ? [] : [guidedLeavingMessages.unlisted(unlisted)]),
		...notes,
		...(isDemo ? [] : Object.values(pages)),
		...(deployment === null || progress.files === undefined
			? []
			: [
					guidedLeavingMessages.next(progress.files.folder),
					...deployment.steps.map((step) => `  ${step.command ?? step.text}`),
				]),
		...(isDemo ? [] : [isDone ? guidedLeavingMessages.look : guidedLeavingMessages.goOn, guidedLeavingMessages.undo]),
	];
}
