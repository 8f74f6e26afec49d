import {setTimeout as delay} from 'node:timers/promises';

/** Waits so many milliseconds, or until the signal says otherwise; never throws, the caller looks at the signal. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
	await delay(ms, undefined, {signal}).catch(() => {});
}

/**
 * Waits for work, but no longer than the signal allows: then throws the signal's reason while the work may go on. A race
 * with a promise that lives as long as the program would remember each of its rounds.
 */
export function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
	return new Promise((resolve, reject) => {
		const abort = () => reject(signal.reason);
		if (signal.aborted) abort();
		signal.addEventListener('abort', abort, {once: true});
		work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
	});
}

/** Waits for work, or until the signal says otherwise; then returns while the work goes on. Throws what the work throws. */
export async function unlessAborted(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
	await untilAborted(work, signal).catch((error: unknown) => {
		if (!signal.aborted) throw error;
	});
}
