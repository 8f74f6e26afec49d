import {type ExitCode, Problem} from '../problem/problem.ts';
import {probeTitles} from './messages.ts';

export type ProbeResult = 'ok' | 'warning' | 'failed' | 'skipped';

/** What one probe found out. */
export interface Finding {
	result: ProbeResult;
	/** One line in this program's own words; names of hosts, accounts and folders may be in it. */
	said: string;
	/** More of it, which may quote a service: for whoever sits here, not for a report that is sent to somebody. */
	more?: string | undefined;
	/** What to do, most likely first; each entry one action. */
	toDo?: readonly string[];
	/** Values for programs, by name. */
	facts?: Readonly<Record<string, string | number | boolean | null>>;
	/** Exit code of the failure behind it; 1 when there is none of its own. */
	exit?: ExitCode;
	/** No failure, yet what needs this probe cannot be tried now. */
	isBlocking?: boolean;
}

/** One thing to try. */
export interface Probe {
	/** Stands in the JSON and in reports: never renamed. */
	id: string;
	/** What is tried, as the start of a line. */
	title: string;
	/** Ids of probes before it without whose success it makes no sense. */
	needs?: readonly string[];
	/** A `Problem` it throws is a failure with the problem's words. */
	run(signal: AbortSignal): Finding | Promise<Finding>;
}

/** A probe of the list, with its title. @param needs see {@link Probe} */
export function probe(id: keyof typeof probeTitles, needs: readonly string[], run: Probe['run']): Probe {
	return {id, title: probeTitles[id], needs, run};
}

/** What several probes need to know is asked once, by the first of them. */
export function once<Args extends unknown[], Result>(ask: (...args: Args) => Result): (...args: Args) => Result {
	let asked: {result: Result} | undefined;
	return (...args) => {
		asked ??= {result: ask(...args)};
		return asked.result;
	};
}

/** A finding with its probe. */
export interface Outcome extends Finding {
	id: string;
	title: string;
	/** Milliseconds; null for one that was not tried. */
	took: number | null;
}

export const ok = (said: string, facts: Finding['facts'] = {}): Finding => ({result: 'ok', said, facts});

export const skipped = (said: string, toDo: readonly string[] = []): Finding => ({result: 'skipped', said, toDo});

export function warning(said: string, toDo: readonly string[], facts: Finding['facts'] = {}): Finding {
	return {result: 'warning', said, toDo, facts};
}

/** A failure in the words of its problem. */
export function failed({what, why, next, code, exit}: Problem, facts: Finding['facts'] = {}): Finding {
	return {result: 'failed', said: what, more: why, toDo: next, facts: {code, ...facts}, exit};
}

/** The problem of a locked keychain in place of what was to be had from it: its own probe has told of it already. */
export async function unlessLocked<Result>(work: Promise<Result>): Promise<Result | Problem> {
	try {
		return await work;
	} catch (error) {
		const problem = Problem.from(error);
		if (problem.code === 'keychain/locked') return problem;
		throw problem;
	}
}
