/** `node:timers/promises` on the timers of `vi.useFakeTimers()`, which leave Node's own module alone. */
export function setTimeout<Value>(ms: number, value?: Value, {signal}: {signal?: AbortSignal} = {}): Promise<Value> {
	return new Promise((resolve, reject) => {
		signal?.throwIfAborted();
		const stop = () => {
			clearTimeout(timer);
			reject(signal?.reason);
		};
		const timer = globalThis.setTimeout(() => {
			signal?.removeEventListener('abort', stop);
			resolve(value as Value);
		}, ms);
		signal?.addEventListener('abort', stop, {once: true});
	});
}
