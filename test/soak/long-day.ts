import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {FinishedTask} from '../sandbox/conductorone/records.ts';
import {type Sandbox, startSandbox} from './sandbox.ts';
import {type Expectation, taskOf} from './tasks.ts';

export interface LongDayOptions {
	/** The program to start: the built one, or its source. */
	program: string;
	/** Tasks during which the program is killed again and again. */
	stormy: number;
	/** About so many tasks are answered in one life of the program. */
	perLife: number;
	/** Tasks for one last life that is not killed, in which memory is watched. */
	calm: number;
	seed: number;
	onLife?: (answered: number) => void;
}

export interface LongDay {
	/** What went wrong, one sentence each; empty = all is well. */
	problems: string[];
	tasks: number;
	lives: number;
	seconds: number;
	/** Syncs that ran out of tries and were rightly answered “not available, ask again”. */
	unlucky: number;
	/** Tokens that were given out. */
	tokens: number;
	/** Of the calm life, one sample per twenty answers: resident memory in MB, open files. Empty where there is no /proc. */
	memory: number[];
	handles: number[];
}

const tokenSeconds = 60;

/**
 * A long day of the service against the sandbox’s ConductorOne that fails in every way it can: 5 % of calls unavailable,
 * uploads cut off, tokens that end without notice, leases that end before the heartbeat, tasks handed out twice, a clock
 * ten minutes off that jumps, and the program killed in the middle of whatever it does.
 */
export async function longDay(options: LongDayOptions): Promise<LongDay> {
	const folder = mkdtempSync(join(tmpdir(), 'long-day-'));
	const sandbox = await startSandbox(options.seed, tokenSeconds);
	try {
		return await new Day(options, sandbox, folder).run();
	} finally {
		await sandbox.close();
		rmSync(folder, {recursive: true, force: true});
	}
}

class Day {
	readonly #options: LongDayOptions;
	readonly #sandbox: Sandbox;
	readonly #state: string;
	readonly #temporary: string;
	readonly #expected = new Map<string, Expectation>();
	readonly #memory: number[] = [];
	readonly #handles: number[] = [];
	#random: number;
	#skew = 600_000;
	#lives = 0;
	#child: ChildProcess | undefined;
	#output: string[] = [];

	constructor(options: LongDayOptions, sandbox: Sandbox, folder: string) {
		this.#options = options;
		this.#sandbox = sandbox;
		this.#random = options.seed;
		this.#state = join(folder, 'state');
		this.#temporary = join(folder, 'tmp');
		mkdirSync(this.#temporary);
	}

	async run(): Promise<LongDay> {
		const began = performance.now();
		const {stormy, perLife, calm} = this.#options;
		let left = stormy;
		while (left > 0) {
			const batch = this.#enqueue(Math.min(perLife, left));
			left -= batch.length;
			this.#start();
			// Early or late in the batch: the kill meets it reading, uploading, answering.
			await this.#answered(batch, 1 + this.#chance(batch.length - 1), 1 + this.#chance(batch.length / 2));
			await this.#stop('SIGKILL');
			this.#options.onLife?.(this.#countAnswered());
		}
		this.#start();
		await this.#answered([...this.#expected.keys()], this.#expected.size);
		for (let done = 0; done < calm; done += 20) {
			await this.#answered(this.#enqueue(20), 20, 3);
			this.#look();
			this.#options.onLife?.(this.#countAnswered());
		}
		const exit = await this.#stop('SIGTERM');
		const {tokens} = this.#sandbox.conductorOne.report();
		const result = {
			tasks: this.#expected.size,
			lives: this.#lives,
			tokens,
			memory: this.#memory,
			handles: this.#handles,
		};
		const {problems, unlucky} = this.#classify(exit);
		return {...result, problems, unlucky, seconds: (performance.now() - began) / 1000};
	}

	#enqueue(count: number): string[] {
		const {conductorOne} = this.#sandbox;
		const batch: string[] = [];
		for (let n = 0; n < count; n++) {
			const {task, expectation} = taskOf(this.#expected.size, this.#sandbox.litmos);
			const id = conductorOne.enqueue(task);
			this.#expected.set(id, expectation);
			batch.push(id);
		}
		conductorOne.behave({
			duplicateDelivery: 3,
			cutUpload: {afterBytes: 1 + this.#chance(8000), times: this.#chance(3)},
		});
		return batch;
	}

	#start(): void {
		this.#lives++;
		this.#output = [];
		const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', this.#options.program, 'run'], {
			env: {
				PATH: process.env.PATH,
				HOME: this.#state,
				TMPDIR: this.#temporary,
				BATON_STATE_FOLDER: this.#state,
				BATON_SECRET_STORE: 'none',
				BATON_PROVISIONING: 'true',
				BATON_HOST_ID: 'long day',
				BATON_REQUESTS_PER_MINUTE: '60000',
				BATON_LOG_FORMAT: 'json',
				...this.#sandbox.environment,
			},
			stdio: ['ignore', 'ignore', 'pipe'],
		});
		child.stderr?.on('data', (data) => {
			this.#output.push(String(data));
			if (this.#output.length > 200) this.#output.shift();
		});
		this.#child = child;
	}

	/** Waits until so many of the tasks are answered; makes the clock jump, so that all tokens end, on the way. */
	async #answered(batch: readonly string[], count: number, jumpAt = Number.POSITIVE_INFINITY): Promise<void> {
		const deadline = performance.now() + 180_000;
		for (let hasJumped = false; ; ) {
			const done = this.#done();
			const now = batch.filter((id) => done.has(id)).length;
			if (now >= count) return;
			if (now >= jumpAt && !hasJumped) {
				hasJumped = true;
				this.#skew += (tokenSeconds + 1) * 1000;
				this.#sandbox.conductorOne.behave({clockSkewMs: this.#skew});
			}
			const ended = this.#child?.exitCode !== null;
			if (ended || performance.now() > deadline) {
				throw new Error(`${ended ? 'The program ended' : 'Stuck'} at ${now} of ${count}:\n${this.#output.join('')}`);
			}
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
	}

	/** A Hello task is answered by a Hello that names it, all others by FinishTask. */
	#done(): Set<string> {
		const {finished, hellos} = this.#sandbox.conductorOne.report();
		return new Set([...finished, ...hellos].map(({taskId}) => taskId));
	}

	#countAnswered(): number {
		const done = this.#done();
		return [...this.#expected.keys()].filter((id) => done.has(id)).length;
	}

	async #stop(signal: NodeJS.Signals): Promise<number | null> {
		const child = this.#child;
		if (!child) return null;
		const ended = once(child, 'exit');
		child.kill(signal);
		const [code] = await ended;
		return code as number | null;
	}

	#look(): void {
		try {
			const status = readFileSync(`/proc/${this.#child?.pid}/status`, 'utf8');
			this.#memory.push(Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024));
			this.#handles.push(readdirSync(`/proc/${this.#child?.pid}/fd`).length);
		} catch {
			// Only Linux has /proc.
		}
	}

	#classify(exit: number | null): {problems: string[]; unlucky: number} {
		const {finished, refused, hellos, syncs} = this.#sandbox.conductorOne.report();
		const byTask = new Map<string, FinishedTask>(finished.map((task) => [task.taskId, task]));
		const greeted = new Set(hellos.map(({taskId}) => taskId));
		const problems: string[] = [];
		let unlucky = 0;
		let index = 0;
		for (const [id, {kind, holds}] of this.#expected) {
			const task = byTask.get(id);
			const name = `task ${index++} (${kind})`;
			if (kind === 'hello') {
				if (!greeted.has(id)) problems.push(`${name} was never answered`);
			} else if (!task) problems.push(`${name} was never finished`);
			else if (task.times !== 1) problems.push(`${name} was finished ${task.times} times`);
			else if (kind === 'sync' && !task.ok && task.statusCode === 14 && !task.nonRetryable) unlucky++;
			else if (!holds(task)) problems.push(`${name}: ok ${task.ok}, code ${task.statusCode}: ${task.message}`);
		}
		// With the clock ten minutes off the first proof of each life is turned down, which is how it learns the time.
		const broken = refused.filter((rule) => !rule.startsWith('token: client_assertion has expired'));
		if (broken.length > 0) problems.push(`refused calls: ${broken.slice(0, 3).join('; ')}`);
		for (const {problems: found} of syncs) if (found.length > 0) problems.push(`bad file: ${found[0]}`);
		if (syncs.length === 0) problems.push('no sync arrived');
		// One of a few syncs may be out of luck all the same.
		if (unlucky > Math.max(1, syncs.length * 0.1)) {
			problems.push(`${unlucky} syncs were given up, ${syncs.length} sent`);
		}
		if (exit !== 0) problems.push(`the stop in good order ended with ${exit}:\n${this.#output.slice(-5).join('')}`);
		const mails = this.#sandbox.litmos.report().mails.length;
		if (mails > 0) problems.push(`${mails} people got mail`);
		const log = readFileSync(join(this.#state, 'litmos-connector.log'), 'utf8');
		const named = this.#sandbox.litmos
			.sample(20)
			.accounts.filter(({userName, name}) => log.includes(userName) || log.includes(name));
		if (named.length > 0) problems.push(`the log names ${named.length} people`);
		for (const name of this.#left()) problems.push(`left behind: ${name}`);
		return {problems, unlucky};
	}

	/** Files that have no business being there after the end. */
	#left(): string[] {
		const wanted = [
			/^litmos-connector\.log(\.1)?$/,
			/^settings\.json$/,
			/^\.cache\/litmos-connector\/requests\.db(-journal)?$/,
			/^tasks-[\w-]+\.journal$/,
			/^last-run-service\.json$/,
			/^reports\/[\w-]+\.json$/,
			/^syncs\/[\w.-]+\.sync(-wal|-shm|\.changes|\.last-push\.c1z|\.report\.json)?$/,
		];
		const files = (folder: string) =>
			readdirSync(folder, {recursive: true, withFileTypes: true})
				.filter((entry) => !entry.isDirectory())
				.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
		return [...files(this.#state).filter((name) => !wanted.some((form) => form.test(name))), ...files(this.#temporary)];
	}

	/** A whole number from 0 to below `limit`. */
	#chance(limit: number): number {
		this.#random = (Math.imul(this.#random, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((this.#random / 2 ** 32) * limit);
	}
}
