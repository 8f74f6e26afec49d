import {cancelled, type ExitCode, Problem} from '../../problem/problem.ts';
import {problemText} from '../components/message/problem-text.ts';

/** How an app ended: the process's exit code, and the plain lines that stay on the main screen. */
export interface Ending {
	exit: ExitCode;
	/** Printed to stdout after the alternate screen is gone: what was done, links, commands. May be empty. */
	transcript: string;
	/** Set when the screen itself failed. */
	problem?: Problem;
}

export interface Session {
	readonly ending: Promise<Ending>;
	readonly end: (ending: Ending) => void;
	/** Ctrl-C as a command: stops the work and says what was changed. */
	readonly interrupt: () => void;
	/** Ctrl-C as a byte: whatever the screens do with it, the third one leaves. */
	readonly countInterrupt: () => void;
	/** Called once, when the session ends. */
	readonly onEnd: (unmount: () => void) => void;
}

/** The one way out of an app. */
export function createSession(onInterrupt?: () => string | Promise<string>): Session {
	let isOver = false;
	let interrupts = 0;
	let unmount = () => {};
	const {promise: ending, resolve} = Promise.withResolvers<Ending>();
	const end = (result: Ending) => {
		if (isOver) return;
		isOver = true;
		resolve(result);
		unmount();
	};
	const leaveNow = () => end({exit: 130, transcript: problemText(cancelled())});
	const interrupt = async () => {
		if (interrupts > 1) return leaveNow();
		try {
			end({exit: 130, transcript: (await onInterrupt?.()) ?? ''});
		} catch (error) {
			end({exit: 130, transcript: problemText(Problem.from(error))});
		}
	};
	return {
		ending,
		end,
		interrupt: () => void interrupt(),
		countInterrupt: () => {
			interrupts++;
			if (interrupts >= 3) leaveNow();
		},
		onEnd: (callback) => {
			unmount = callback;
			if (isOver) callback();
		},
	};
}
