import {appendFileSync, closeSync, constants, fchmodSync, fstatSync, mkdirSync, renameSync} from 'node:fs';
import {dirname} from 'node:path';
import {openOwn} from '../files/own-file.ts';
import {Problem} from '../problem/problem.ts';
import {systemCode} from '../problem/system-code.ts';
import {isKept, type Log} from '../sync/log.ts';
import {escapedJson, printable} from '../text/printable.ts';
import {logMessages} from './problem-messages.ts';
import {formsOf, withoutSecrets} from './secret-texts.ts';

export interface LogOptions {
	level: 'debug' | 'info' | 'warn' | 'error';
	format: 'json' | 'console';
	/** File that gets all lines, mode 0600. */
	path: string | undefined;
	/** Lines go to stderr as well, as services want it. */
	toStderr: boolean;
	/** Texts that must never appear; blanked wherever they turn up. */
	secrets: () => Iterable<string>;
}

/** A log that has grown beyond this is set aside in the place of the one before, so that there are never more than two. */
const mostBytes = 5_000_000;

/** Names whose value is a secret, wherever they stand. */
const secretFields: ReadonlySet<string> = new Set(['apiKey', 'apikey', 'clientSecret', 'authorization']);

/** Opens the log. It holds no personal data from `info` up (that is up to the modules that write it) and never a secret. */
export function openLog(options: LogOptions): {log: Log; close: () => void} {
	const file = options.path === undefined ? undefined : openFile(options.path);
	const log: Log = (level, message, fields) => {
		if (!isKept(level, options.level)) return;
		const line = lineOf({level, time: new Date().toISOString(), ...fields, msg: message});
		const clean = escapedJson(withoutSecrets(line, formsOf(options.secrets())));
		file?.write(clean);
		if (options.toStderr) process.stderr.write(options.format === 'json' ? clean : forPeople(clean));
	};
	log.least = options.level;
	return {
		log,
		close: () => file?.close(),
	};
}

/** One line of JSON. */
function lineOf(record: Readonly<Record<string, unknown>>): string {
	const text = JSON.stringify(record, (name, value) => {
		if (secretFields.has(name) && value !== undefined) return '[secret]';
		// An error's own fields are not among those that are written.
		if (value instanceof Error) return {type: value.name, message: value.message, stack: value.stack};
		return typeof value === 'bigint' ? String(value) : value;
	});
	return `${text}\n`;
}

/** Written line by line at once, so that a killed process has said all. */
function openFile(path: string): {write: (line: string) => void; close: () => void} {
	try {
		mkdirSync(dirname(path), {recursive: true, mode: 0o700});
		let file = openPrivate(path);
		let size = sizeOf(file);
		return {
			write(line) {
				try {
					// A service writes for months.
					if (size > mostBytes) {
						renameSync(path, `${path}.1`);
						closeSync(file);
						file = openPrivate(path);
						size = 0;
					}
					appendFileSync(file, line);
					size += Buffer.byteLength(line);
				} catch {
					// A full disk must not end the work for want of a log.
				}
			},
			close: () => closeSync(file),
		};
	} catch (error) {
		throw new Problem({code: 'disk/denied', ...logMessages.denied(path, systemCode(error)), cause: error});
	}
}

function openPrivate(path: string): number {
	const file = openOwn(path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT);
	fchmodSync(file, 0o600);
	return file;
}

/** A pipe or a device is never set aside. */
function sizeOf(file: number): number {
	const status = fstatSync(file);
	return status.isFile() ? status.size : Number.NaN;
}

/** A JSON line as `time LEVEL message field=value`. */
function forPeople(line: string): string {
	const {time, level, msg, ...fields}: Record<string, unknown> = JSON.parse(line);
	const rest = Object.entries(fields).map(
		([name, value]) => ` ${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
	);
	return `${printable(`${String(time)} ${String(level).toUpperCase().padEnd(5)} ${String(msg)}${rest.join('')}`)}\n`;
}
