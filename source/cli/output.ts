import {type ExitCode, Problem} from '../problem/problem.ts';
import {outputMessages} from './problem-messages.ts';

export interface WatchedOutput {
	/** Waits until everything is written and gives the exit code: a failure to write is reported, and no success. */
	settle(exit: ExitCode, report: (problem: Problem) => ExitCode): Promise<ExitCode>;
}

/** What a reader that went away looks like, as in `… | head -n 1`: nothing is wrong, nobody reads on. */
const goneCodes = ['EPIPE', 'EOF'];

/**
 * Watches what the program writes. A write to stdout that fails is told at the end; where
 * nobody hears what is said on stderr, the work goes on all the same.
 */
export function watchOutput(
	stdout: NodeJS.WritableStream = process.stdout,
	stderr: NodeJS.WritableStream = process.stderr,
): WatchedOutput {
	let failure: NodeJS.ErrnoException | undefined;
	stdout.on('error', (error: NodeJS.ErrnoException) => {
		if (!goneCodes.includes(error.code ?? '')) failure ??= error;
	});
	stderr.on('error', () => {});
	return {
		async settle(exit, report) {
			await Promise.all([written(stdout), written(stderr)]);
			if (failure === undefined) return exit;
			const code = failure.code ?? '';
			const failed = report(
				new Problem({
					code: code === 'ENOSPC' || code === 'EDQUOT' ? 'disk/full' : 'disk/denied',
					...outputMessages.notWritten(code || failure.message),
					cause: failure,
				}),
			);
			await written(stderr);
			return exit === 0 ? failed : exit;
		},
	};
}

function written(stream: NodeJS.WritableStream): Promise<void> {
	return new Promise((resolve) => {
		if (!stream.writable) return resolve();
		stream.write('', () => resolve());
	});
}
