import type {ClientHooks} from '../litmos/client.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
/** A structured log line. From `info` up it never holds personal data. */
export type Log = (level: LogLevel, message: string, fields?: Record<string, unknown>) => void;

/** What a Litmos client tells, as lines of the log. */
export function loggingHooks(log: Log): ClientHooks {
	return {
		log: ({failure, ...record}) => log(failure ? 'warn' : 'debug', 'litmos request', {...record, failure}),
		// As in a container without a folder to write to, where nothing else uses the key either.
		onUnshared: (reason) => log('info', 'requests are counted for this program alone', {reason}),
	};
}
