import type {Finding} from '../findings/findings.ts';
import type {ClientHooks} from '../litmos/client.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
/** A structured log line. From `info` up it never holds personal data. */
export interface Log {
	(level: LogLevel, message: string, fields?: Record<string, unknown>): void;
	/** Lines below are dropped: whoever has one for each request need not hand them over. */
	least?: LogLevel;
}

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** Whether a line of a level is kept where `least` is the least. */
export function isKept(level: LogLevel, least: LogLevel): boolean {
	return levels.indexOf(level) >= levels.indexOf(least);
}

/** What a Litmos client tells, as lines of the log. */
export function loggingHooks(log: Log): ClientHooks {
	return {
		log: ({failure, ...record}) => log(failure ? 'warn' : 'debug', 'litmos request', {...record, failure}),
		// As in a container without a folder to write to, where nothing else uses the key either.
		onUnshared: (reason) => log('info', 'requests are counted for this program alone', {reason}),
	};
}

/** The line that tells what deserves a look, by kind; a warning when something is severe. Of people it has numbers alone. */
export function findingsLine(findings: readonly Finding[]): [LogLevel, string, Record<string, unknown>] {
	const of = (severity: Finding['severity']) => findings.filter((each) => each.severity === severity).length;
	const bySeverity = {high: of('high'), medium: of('medium'), low: of('low')};
	const kinds = Object.fromEntries(findings.map(({kind, subjects}) => [kind, subjects]));
	return [bySeverity.high > 0 ? 'warn' : 'info', 'findings', {...bySeverity, kinds}];
}
