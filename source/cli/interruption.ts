import {cancelled} from '../problem/problem.ts';
import {interruptionWords} from './messages.ts';

/** Ctrl-C and the like: the first asks the work to stop, the second ends the program at once. */
export interface Interruption {
	readonly signal: AbortSignal;
	/** What was and was not changed, said when the work stops early; the command keeps it true as it goes on. */
	words: string;
	stop(): void;
}

export function createInterruption(target: NodeJS.Process = process): Interruption {
	const controller = new AbortController();
	let words: string = interruptionWords.unchanged;
	const interrupt = () => {
		if (controller.signal.aborted) {
			target.stderr.write(`${words}\n`);
			target.exit(130);
		}
		controller.abort(cancelled(interruptionWords.stopped));
	};
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
	for (const signal of signals) target.on(signal, interrupt);
	return {
		signal: controller.signal,
		get words() {
			return words;
		},
		set words(text) {
			words = text;
		},
		stop() {
			for (const signal of signals) target.off(signal, interrupt);
		},
	};
}
