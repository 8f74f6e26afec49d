import {guidedLeavingWords as words} from '../leaving-messages.ts';
import type {GuidedState} from './guided-state.ts';
import {madeOf} from './plan.ts';

/** What the guided part made, for the scrollback; empty when it made nothing. Plain lines. */
export function leavingLines({progress, pages, deployment, proof, connector, work, notes}: GuidedState): string[] {
	const made = progress === null ? [] : madeOf(progress);
	if (progress === null || (made.length === 0 && progress.connector === undefined)) return [];
	const isDone = work.status === 'done';
	const counts = proof?.rows?.map(({what, sent, arrived}) => words.count(words.what[what], arrived, sent));
	return [
		isDone ? words.done(progress.host) : words.unfinished(progress.host),
		...(made.length === 0 ? [] : [words.made(made)]),
		...(connector === null ? [] : [words.says(connector.word, connector.detail)]),
		...(counts === undefined ? [] : [words.arrived(counts)]),
		...notes,
		...Object.values(pages),
		...(deployment === null || progress.files === undefined
			? []
			: [words.next(progress.files.folder), ...deployment.steps.map((step) => `  ${step.command ?? step.words}`)]),
		isDone ? words.look : words.goOn,
		words.undo,
	];
}
