import {litmosAddress, needsCredential} from './questions.ts';
import type {SetupState} from './state.ts';

const number = new Intl.NumberFormat('en-US');

/** What stays in the scrollback after the screens are gone: what was sent, where it is, what to do next. Plain lines. */
export function summaryLines(state: SetupState, stateFolder: string): string[] {
	const {push, sync} = state;
	if (push.work.status === 'done') {
		const {host, counts, bytes, syncId} = push.work.value;
		return [
			`ConductorOne (${host}) accepted the data of ${tenant(state)}:`,
			`  ${number.format(counts.accounts)} accounts, ${number.format(counts.teams)} teams, ${number.format(counts.courses)} courses, ${number.format(counts.grants)} grants`,
			`  ${number.format(bytes)} bytes, sync ${syncId}`,
			...(state.demo.status === 'done'
				? ['All of it was make-believe; nothing left this machine.']
				: [
						`  https://${host}`,
						`Kept for the next comparison in ${stateFolder}.`,
						`To push again: ${commandLine('push')}`,
					]),
		];
	}
	if (state.step === 'done' && !needsCredential(state.answers.keepRunning)) {
		return [
			'Nothing was pushed from here: the connector will run where you chose.',
			`Answers are kept in ${stateFolder}.`,
		];
	}
	return leavingLines(
		state,
		sync.work.status === 'done' ? 'complete' : sync.work.status === 'running' ? 'partly' : 'nothing',
	);
}

/** How this program is called again: through npm, where that has started it. */
export function commandLine(argument: string, env: NodeJS.ProcessEnv = process.env): string {
	return env.npm_lifecycle_event === 'start' ? `npm start -- ${argument}` : `litmos-connector ${argument}`;
}

/** What was and was not changed, for someone who leaves early. */
function leavingLines(state: SetupState, read: 'complete' | 'partly' | 'nothing'): string[] {
	const lines =
		state.push.work.status === 'running'
			? ['A push was under way. ConductorOne takes data only as a whole, so it has either all of it or none.']
			: ['Nothing was sent to ConductorOne, and nothing was changed in Litmos.'];
	if (state.demo.status === 'done' || state.demo.status === 'running') return lines;
	if (read === 'complete') lines.push('What was read from Litmos is kept.');
	if (read === 'partly') lines.push('What was read so far is kept; the next start goes on from there.');
	if (state.litmos.status === 'done') lines.push('Your answers are saved. Start again to continue where you left off.');
	return lines;
}

function tenant(state: SetupState): string {
	return `${state.answers.source.trim()} (${new URL(litmosAddress(state)).host})`;
}
