import type {GuidedState} from './guided-state.ts';
import {madeOf} from './plan.ts';

/** What the guided part made, for the scrollback; empty when it made nothing. Plain lines. */
export function leavingLines({progress, pages, deployment, proof, connector, work, notes}: GuidedState): string[] {
	const made = progress === null ? [] : madeOf(progress);
	if (progress === null || (made.length === 0 && progress.connector === undefined)) return [];
	const isDone = work.status === 'done';
	const counts = proof?.rows?.map(({what, sent, arrived}) => `${what} ${arrived} of ${sent}`).join(', ');
	return [
		isDone ? `The Litmos connector is set up in ${progress.host}.` : `The set-up in ${progress.host} is not finished.`,
		...(made.length === 0 ? [] : [`Made: ${made.join(', ')}.`]),
		...(connector === null
			? []
			: [`ConductorOne says: ${connector.word}${connector.detail === '' ? '' : ` (${connector.detail})`}`]),
		...(counts === undefined ? [] : [`Arrived: ${counts}.`]),
		...notes,
		...Object.values(pages),
		...(deployment === null || progress.files === undefined
			? []
			: [`Next, in ${progress.files.folder}:`, ...deployment.steps.map(({words, command}) => `  ${command ?? words}`)]),
		isDone
			? 'To look at it at any time: litmos-connector status'
			: 'Start again and give the same answers to go on from there; nothing is made twice.',
		'To take it back: litmos-connector connect --undo',
	];
}
