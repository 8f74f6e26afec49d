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
	const interruption = {
		signal: controller.signal,
		text: interruptionMessages.unchanged as string,
		exit: signalExits.SIGINT as ExitCode,
		stop() {
			for (const signal of signals) target.off(signal, interrupt);
		},
	};
	function interrupt(signal: StopSignal): void {
		if (controller.signal.aborted) {
			target.stderr.write(`${interruption.text}\n`);
			target.exit(signalExits[signal]);
		}
		interruption.exit = signalExits[signal];
		controller.abort(cancelled(interruptionMessages.stopped));
	}
	for (const signal of signals) target.on(signal, interrupt);
	return interruption;
}
