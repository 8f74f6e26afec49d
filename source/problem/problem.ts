import {printableLines} from '../text/printable.ts';
import {unexpectedMessages} from './messages.ts';

/**
 * The one error type a person ever sees: what happened, why, what to do next.
 *
 * Modules throw `Problem` for everything that can go wrong outside this program (network, credentials, input, disk).
 * Any other error reaching the top is a defect of ours and is reported as such, without its stack on the screen.
 */
export type ProblemCode =
	// Litmos
	| 'litmos/key-refused'
	| 'litmos/forbidden'
	| 'litmos/not-found'
	| 'litmos/wrong-host'
	| 'litmos/not-acceptable'
	| 'litmos/busy'
	| 'litmos/unexpected-answer'
	// ConductorOne
	| 'c1/bad-client-id'
	| 'c1/bad-client-secret'
	| 'c1/credential-refused'
	| 'c1/forbidden'
	| 'c1/not-found'
	| 'c1/conflict'
	| 'c1/busy'
	| 'c1/upload-refused'
	| 'c1/no-task'
	| 'c1/unexpected-answer'
	// the way there
	| 'network/unreachable'
	| 'network/timeout'
	| 'network/tls'
	| 'network/proxy'
	// here
	| 'file/unreadable'
	| 'file/damaged'
	| 'file/too-new'
	| 'file/too-old'
	| 'disk/full'
	| 'disk/denied'
	| 'keychain/unavailable'
	| 'keychain/locked'
	| 'input/missing'
	| 'input/invalid'
	| 'input/unsupported'
	| 'courses/unknown'
	| 'courses/ambiguous'
	| 'sync/incomplete'
	| 'sync/locked'
	| 'sync/replaced'
	| 'push/drop-guard'
	| 'findings/severe'
	| 'cancelled'
	| 'defect';

/** Exit codes, documented in `--help`: 0 done, 1 failed, 2 usage, 3 credentials, 4 unreachable, 5 needs confirmation, 6 findings, 130 interrupted (143 by SIGTERM, 129 by SIGHUP). */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 129 | 130 | 143;

/** The exit code of work that a signal stopped: 128 and the signal's number, as shells and init systems expect it. */
export const signalExits = {SIGHUP: 129, SIGINT: 130, SIGTERM: 143} as const satisfies Partial<
	Record<NodeJS.Signals, ExitCode>
>;

export interface ProblemDetails {
	code: ProblemCode;
	/** One sentence, without a trailing period being required: what happened. */
	what: string;
	/** Why, as far as known. May be several sentences. Never holds a secret. */
	why?: string | undefined;
	/** What to do next; each entry one action. */
	next?: readonly string[];
	/** A text to be copied (URL, command, request id), shown outside any box. */
	copy?: readonly string[];
	/** True when the same call may succeed later without anybody changing anything. */
	retryable?: boolean;
	/** How long whoever refused it asks to wait before it is tried again, ms. */
	retryAfterMs?: number | undefined;
	exit?: ExitCode;
	cause?: unknown;
}

/** What a problem says. The code that raises it adds the code and the cause. */
export type ProblemTexts = Pick<ProblemDetails, 'what' | 'why' | 'next' | 'copy'>;

const exitByCode: Partial<Record<ProblemCode, ExitCode>> = {
	'litmos/key-refused': 3,
	'litmos/forbidden': 3,
	'c1/bad-client-id': 3,
	'c1/bad-client-secret': 3,
	'c1/credential-refused': 3,
	'c1/forbidden': 3,
	'litmos/busy': 4,
	'litmos/wrong-host': 4,
	'c1/busy': 4,
	'network/unreachable': 4,
	'network/timeout': 4,
	'network/tls': 4,
	'network/proxy': 4,
	'input/missing': 2,
	'input/invalid': 2,
	'input/unsupported': 2,
	'courses/unknown': 2,
	'courses/ambiguous': 2,
	'push/drop-guard': 5,
	'findings/severe': 6,
	cancelled: 130,
};

/** Its words are printable: what a service said may be among them. */
export class Problem extends Error {
	readonly code: ProblemCode;
	readonly why: string | undefined;
	readonly next: readonly string[];
	readonly copy: readonly string[];
	readonly retryable: boolean;
	readonly retryAfterMs: number | undefined;
	readonly exit: ExitCode;

	constructor(details: ProblemDetails) {
		super(printableLines(details.what), {cause: details.cause});
		this.name = 'Problem';
		this.code = details.code;
		this.why = details.why === undefined ? undefined : printableLines(details.why);
		this.next = (details.next ?? []).map(printableLines);
		this.copy = (details.copy ?? []).map(printableLines);
		this.retryable = details.retryable ?? false;
		this.retryAfterMs = details.retryAfterMs;
		this.exit = details.exit ?? exitByCode[details.code] ?? 1;
	}

	get what(): string {
		return this.message;
	}

	/** A plain object that survives `postMessage` and JSON; read back with {@link Problem.from}. */
	toJSON(): ProblemDetails & {next: readonly string[]; copy: readonly string[]; retryable: boolean; exit: ExitCode} {
		return {
			code: this.code,
			what: this.message,
			why: this.why,
			next: this.next,
			copy: this.copy,
			retryable: this.retryable,
			...(this.retryAfterMs !== undefined && {retryAfterMs: this.retryAfterMs}),
			exit: this.exit,
		};
	}

	/** Turns anything caught into a Problem: what SQLite and the file system say, in words; unknown errors become `defect`. */
	static from(error: unknown): Problem {
		if (error instanceof Problem) return error;
		if (isDetails(error)) return new Problem(error);
		if (error instanceof Error && error.name === 'AbortError') {
			return error.cause instanceof Problem ? error.cause : cancelled();
		}
		const system = systemDetails(error);
		if (system !== null) return new Problem({...system, cause: error});
		const message = error instanceof Error ? error.message : String(error);
		return new Problem({
			code: 'defect',
			...unexpectedMessages.defect(message),
			cause: error,
		});
	}
}

/** The problem of work stopped on purpose (Ctrl-C, cancel key, a cancelled task). */
export function cancelled(what: string = unexpectedMessages.cancelled): Problem {
	return new Problem({code: 'cancelled', what});
}

/** SQLite's primary result codes for a file whose content is wrong: SQLITE_CORRUPT and SQLITE_NOTADB. */
const sqliteDamage = [11, 26];
/** What the file system answers that has to do with this computer, not with a mistake of ours. */
const diskCodes = [
	...['EACCES', 'EPERM', 'EROFS', 'EISDIR', 'ENOTDIR', 'ENOENT', 'EEXIST', 'ENOTEMPTY', 'ELOOP', 'ENAMETOOLONG'],
	...['EMFILE', 'ENFILE', 'EIO', 'EBUSY', 'ENXIO', 'ENODEV', 'ESTALE'],
];

function systemDetails(error: unknown): ProblemDetails | null {
	if (!(error instanceof Error)) return null;
	const {code, errcode, path} = error as Error & {code?: unknown; errcode?: unknown; path?: unknown};
	if (code === 'ERR_SQLITE_ERROR' && sqliteDamage.includes(Number(errcode) & 0xff)) {
		return {code: 'file/damaged', ...unexpectedMessages.damagedFile, why: error.message};
	}
	const named = typeof path === 'string' ? path : undefined;
	if (code === 'ENOSPC' || code === 'EDQUOT') return {code: 'disk/full', ...unexpectedMessages.disk(named, code)};
	// Without a path it may be about a connection.
	if (named !== undefined && diskCodes.includes(String(code))) {
		return {code: 'disk/denied', ...unexpectedMessages.disk(named, String(code))};
	}
	return null;
}

function isDetails(value: unknown): value is ProblemDetails {
	return (
		typeof value === 'object' && value !== null && 'code' in value && 'what' in value && typeof value.what === 'string'
	);
}
