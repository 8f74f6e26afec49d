/**
 * Stops this process group, as Ctrl-Z does in a terminal without raw mode, and resolves when it goes on (`fg`).
 * The whole group, because the launcher may be the one the shell waits for. Where stopping is impossible (Windows, no
 * shell to come back to) it resolves at once.
 */
export async function stopUntilContinued(): Promise<void> {
	if (process.platform === 'win32') return;
	const {promise, resolve} = Promise.withResolvers<void>();
	process.once('SIGCONT', resolve);
	try {
		process.kill(0, 'SIGTSTP');
	} catch {
		resolve();
	}
	// A group without a shell ignores the signal. A stopped process runs no timers, so this one can only fire when
	// nothing was stopped or everything goes on again.
	const timer = setTimeout(resolve, 200);
	await promise;
	clearTimeout(timer);
	process.removeListener('SIGCONT', resolve);
}
