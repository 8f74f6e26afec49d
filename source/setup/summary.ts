import {commandLine} from '../text/as-typed.ts';
import {hasUnsavedAnswers} from './effects.ts';
import {summaryMessages} from './leaving-messages.ts';
import {litmosAddress} from './questions.ts';
import type {SetupState} from './state.ts';

/** What stays in the scrollback after the screens are gone: what was sent, where it is, what to do next. Plain lines. */
export function summaryLines(state: SetupState, stateFolder: string): string[] {
	const {push} = state;
	if (push.work.status === 'done') {
		const {host, counts, bytes, syncId} = push.work.value;
		return [
			summaryMessages.accepted(host, state.answers.source.trim(), new URL(litmosAddress(state)).host),
			`  ${summaryMessages.counts(counts.accounts, counts.teams, counts.courses, counts.grants)}`,
			`  ${summaryMessages.file(bytes, syncId)}`,
			...(state.demo.status === 'done'
				? [summaryMessages.demo, summaryMessages.real(commandLine(''))]
				: [
						`  https://${host}`,
						summaryMessages.kept(stateFolder),
						summaryMessages.again(commandLine('push')),
						summaryMessages.nightly(commandLine('schedule')),
					]),
		];
	}
	return leavingLines(state);
}

/** What was and was not changed, for someone who leaves early. */
function leavingLines(state: SetupState): string[] {
	const lines: string[] = [
		state.push.work.status === 'running' ? summaryMessages.pushUnderWay : summaryMessages.nothingSent,
	];
	if (state.demo.status === 'done' || state.demo.status === 'running') return lines;
	const {status} = state.sync.work;
	if (status === 'done') lines.push(summaryMessages.allRead);
	if (status === 'running') lines.push(summaryMessages.partlyRead);
	if (hasUnsavedAnswers(state)) lines.push(summaryMessages.answersSaved);
	return lines;
}
