import {type ChildProcess, spawn} from 'node:child_process';
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';
import {afterAll, expect} from 'vitest';
import {type Sandbox, type SandboxOptions, startSandbox} from '../../sandbox/sandbox.ts';

/** The built program, as people run it. */
export const main = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Result {
	code: number | null;
	signal: NodeJS.Signals | null;
	stdout: string;
	stderr: string;
}

/** A folder of its own for one test: home, state and working folder of the program. */
export class Place {
	readonly folder = mkdtempSync(join(tmpdir(), 'litmos-program-'));
	readonly state = join(this.folder, 'state');

	environment(more: Environment = {}): Record<string, string> {
		const all = {
			PATH: process.env.PATH,
			NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
			HOME: this.folder,
			TMPDIR: this.folder,
			BATON_STATE_FOLDER: this.state,
			BATON_SECRET_STORE: 'none',
			...more,
		};
		return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
	}

	start(argv: readonly string[], env: Environment = {}, wrapped: readonly string[] = []): ChildProcess {
		const [file = '', ...args] = [...wrapped, process.execPath, '--disable-warning=ExperimentalWarning', main, ...argv];
		return spawn(file, args, {cwd: this.folder, stdio: ['ignore', 'pipe', 'pipe'], env: this.environment(env)});
	}

	async run(argv: readonly string[], env: Environment = {}, wrapped: readonly string[] = []): Promise<Result> {
		return ending(this.start(argv, env, wrapped));
	}

	/** Every file below the folder, as paths from it. */
	files(): string[] {
		return readdirSync(this.folder, {recursive: true, withFileTypes: true})
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name).slice(this.folder.length + 1))
			.sort();
	}
}

export async function ending(child: ChildProcess): Promise<Result> {
	const closed = new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
		child.on('close', (code, signal) => resolve([code, signal]));
	});
	const [stdout, stderr, [code, signal]] = await Promise.all([text(child.stdout!), text(child.stderr!), closed]);
	return {code, signal, stdout, stderr};
}

/** Undone when the tests of a file have ended; not after each, for they run side by side. */
const made: (() => Promise<void> | void)[] = [];
afterAll(async () => {
	for (const undo of made.splice(0).reverse()) await undo();
});

export function makePlace(): Place {
	const place = new Place();
	made.push(() => rmSync(place.folder, {recursive: true, force: true}));
	return place;
}

/** A small tenant without a limit of requests. */
export async function makeSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const sandbox = await startSandbox({
		size: {accounts: 30, courses: 6, teams: 3, enrolments: 60},
		...options,
		litmos: {limiter: 'none', ...options.litmos},
		conductorOne: {nextPollMs: 20, nextHeartbeatMs: 1000, ...options.conductorOne},
	});
	made.push(() => sandbox.close());
	return sandbox;
}

/** The sandbox's variables for a program that never waits for its own pacer. */
export function pointedAt({environment}: Sandbox): Record<string, string> {
	return {...environment, BATON_REQUESTS_PER_MINUTE: '60000'};
}

export interface Failure {
	code: string;
	what: string;
	why?: string;
	next: string[];
	copy: string[];
	retryable: boolean;
	exit: number;
}

/** The last line of stderr as the error it must be. */
export function failureOf({stderr}: Pick<Result, 'stderr'>): Failure {
	const last = stderr.trimEnd().split('\n').at(-1) ?? '';
	const parsed: {error: Failure} = JSON.parse(last);
	return parsed.error;
}

/** What every failure must be: the documented code, said in words, for people and for programs; never a stack. */
export function expectFailure(result: Result, expected: Partial<Failure> & {code: string; exit: number}): Failure {
	const {stderr} = result;
	expect(stderr).not.toMatch(/^\s+at .+:\d+|node:internal|UnhandledPromise/m);
	const failure = failureOf(result);
	expect(failure, stderr).toMatchObject(expected);
	expect(result.code).toBe(expected.exit);
	expect(failure.what).not.toBe('');
	expect(failure.next.length + (failure.why ?? '').length).toBeGreaterThan(0);
	return failure;
}
