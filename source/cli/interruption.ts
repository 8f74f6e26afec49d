import {cancelled, type ExitCode, signalExits} from '../problem/problem.ts';
import {interruptionMessages} from './messages.ts';

/** Ctrl-C and the like: the first asks the work to stop, the second ends the program at once. */
export interface Interruption {
	readonly signal: AbortSignal;
	/** What was and was not changed, said when the work stops early; the command keeps it true as it goes on. */
	text: string;
	/** The exit code of work that was stopped. */
	readonly exit: ExitCode;
	stop(): void;
}

type StopSignal = keyof typeof signalExits;
const signals = Object.keys(signalExits) as StopSignal[];

export function createInterruption(target: NodeJS.Process = process): Interruption {
	const controller = new AbortController();
	let text: string = interruptionMessages.unchanged;
	let exit: ExitCode = signalExits.SIGINT;
	const interrupt = (signal: StopSignal) => {
		if (controller.signal.aborted) {
			target.stderr.write(`${text}\n`);
			target.exit(signalExits[signal]);
		}
		exit = signalExits[signal];
		controller.abort(cancelled(interruptionMessages.stopped));
	};
	for (const signal of signals) target.on(signal, interrupt);
	return {
		signal: controller.signal,
		get text() {
			return text;
		},
		set text(next) {
			text = next;
		},
		get exit() {
			return exit;
		},
		stop() {
			for (const signal of signals) target.off(signal, interrupt);
		},
	};
}
