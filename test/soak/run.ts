/**
 * A long day of the service: 1,000 tasks of mixed kinds from a make-believe ConductorOne that fails in every way it can,
 * against the built program, which is killed and started again every 20 tasks. Each task must be finished exactly once,
 * with the right status; nothing may leak. `npm run soak [tasks]`
 */
import {type ChildProcess, spawn} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {TaskSpec} from '../../source/sandbox/contract.ts';
import {startSandbox} from '../../source/sandbox/sandbox.ts';

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const wanted = Number(process.argv[2] ?? 1000);
const perLife = 20;

const folder = mkdtempSync(join(tmpdir(), 'soak-'));
const sandbox = await startSandbox({
	size: {accounts: 20, courses: 5, teams: 2, enrolments: 30},
	litmos: {limiter: 'none'},
	conductorOne: {
		nextPollMs: 5,
		nextHeartbeatMs: 1000,
		tokenSeconds: 12,
		unavailable: 0.05,
		duplicateDelivery: 0.1,
		clockSkewMs: 600_000,
		firstTask: 'none',
	},
});
const {litmos, conductorOne} = sandbox;
const {accounts, courses} = litmos.sample(20);

let child: ChildProcess | undefined;
let lives = 0;
const memory: number[] = [];
const handles: number[] = [];
const output: string[] = [];

function start(): void {
	lives++;
	child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, 'run'], {
		env: {
			PATH: process.env.PATH,
			HOME: folder,
			BATON_STATE_FOLDER: join(folder, 'state'),
			BATON_SECRET_STORE: 'none',
			BATON_PROVISIONING: 'true',
			BATON_HOST_ID: 'soak',
			BATON_REQUESTS_PER_MINUTE: '60000',
			...sandbox.environment,
		},
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	child.stderr?.on('data', (data) => output.push(String(data)));
}

async function stop(signal: NodeJS.Signals): Promise<number | null> {
	const ended = new Promise<number | null>((resolve) => child?.once('exit', resolve));
	child?.kill(signal);
	return ended;
}

/** Resident memory in MB and open files of the service, where the system tells. */
function look(): void {
	try {
		const status = readFileSync(`/proc/${child?.pid}/status`, 'utf8');
		memory.push(Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024));
		handles.push(readdirSync(`/proc/${child?.pid}/fd`).length);
	} catch {
		// Only Linux has /proc.
	}
}

/** A Hello task is answered by a Hello that names it, all others by FinishTask. */
function answered(): Set<string> {
	const {finished, hellos} = conductorOne.report();
	return new Set([...finished, ...hellos].map(({taskId}) => taskId));
}

function spec(index: number): {task: TaskSpec; expected: (task: {ok: boolean; statusCode: number}) => boolean} {
	const account = accounts[index % accounts.length]!.id;
	const course = courses[index % courses.length]!.id;
	const entitlement = {
		id: `course:${course}:assigned`,
		slug: 'assigned',
		resource: {id: {resourceType: 'course', resource: course}},
	};
	const principal = {id: {resourceType: 'user', resource: account}};
	switch (index % 10) {
		case 0:
			return {task: {kind: 'sync'}, expected: ({ok}) => ok};
		case 5:
			return {task: {kind: 'hello'}, expected: ({ok}) => ok};
		case 7:
			return {task: {kind: 'other', field: 'create_account'}, expected: ({ok, statusCode}) => !ok && statusCode === 12};
		case 8:
			return {
				task: {kind: 'grant', body: {entitlement: {...entitlement, id: 'course:AAAAAAAAAAA1:assigned'}, principal}},
				expected: ({ok, statusCode}) => !ok && statusCode === 5,
			};
		default: {
			const body =
				index % 2 === 0
					? {entitlement, principal}
					: {grant: {id: `${entitlement.id}:user:${account}`, entitlement, principal}};
			// A course of a learning path cannot be taken away; that answer is right, too.
			return {
				task: {kind: index % 2 === 0 ? 'grant' : 'revoke', body},
				expected: ({ok, statusCode}) => ok || statusCode === 9,
			};
		}
	}
}

const expectations = new Map<string, {index: number; holds: (task: {ok: boolean; statusCode: number}) => boolean}>();
const began = performance.now();
for (let index = 0; index < wanted; ) {
	start();
	const batch: string[] = [];
	for (let n = 0; n < perLife && index < wanted; n++, index++) {
		const {task, expected} = spec(index);
		const id = conductorOne.enqueue(task);
		expectations.set(id, {index, holds: expected});
		batch.push(id);
		if (task.kind === 'sync' && index % 30 === 0) conductorOne.behave({cutUpload: {afterBytes: 2000, times: 1}});
	}
	// The last ones are left under way on purpose: the kill must lose none of them.
	const enough = batch.length - 3;
	const deadline = performance.now() + 120_000;
	for (;;) {
		const done = answered();
		if (batch.filter((id) => done.has(id)).length >= enough) break;
		if (performance.now() > deadline) throw new Error(`stuck after ${index} tasks:\n${output.slice(-20).join('')}`);
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
	look();
	await stop('SIGKILL');
}
start();
const deadline = performance.now() + 180_000;
for (;;) {
	const done = answered();
	if ([...expectations.keys()].every((id) => done.has(id))) break;
	if (performance.now() > deadline) break;
	await new Promise((resolve) => setTimeout(resolve, 50));
}
look();
const exit = await stop('SIGTERM');

const byTask = new Map(conductorOne.report().finished.map((task) => [task.taskId, task]));
const problems: string[] = [];
for (const [id, {index, holds}] of expectations) {
	const task = byTask.get(id);
	if (!task && answered().has(id)) continue;
	if (!task) problems.push(`task ${index} was never finished`);
	else if (task.times !== 1) problems.push(`task ${index} (${task.kind}) was finished ${task.times} times`);
	else if (!holds(task))
		problems.push(`task ${index} (${task.kind}): ok ${task.ok}, code ${task.statusCode}: ${task.message}`);
}
const left = readdirSync(join(folder, 'state', 'outgoing'), {recursive: true, encoding: 'utf8'}).filter((name) =>
	name.endsWith('.c1z'),
);
if (left.length > 0) problems.push(`files left on their way: ${left.length}`);
if (exit !== 0) problems.push(`the graceful stop ended with ${exit}`);
if (conductorOne.report().refused.length > 0)
	problems.push(`refused calls: ${conductorOne.report().refused.slice(0, 3).join('; ')}`);
console.log(
	`${wanted} tasks in ${Math.round((performance.now() - began) / 1000)} s over ${lives} lives; memory ${Math.min(...memory)} to ${Math.max(...memory)} MB, open files ${Math.min(...handles)} to ${Math.max(...handles)}; mails ${litmos.report().mails.length}`,
);
await sandbox.close();
rmSync(folder, {recursive: true, force: true});
for (const problem of problems) console.log(problem);
console.log(
	problems.length === 0 ? 'Each task was finished exactly once, with the right answer.' : `${problems.length} problems`,
);
process.exit(problems.length === 0 ? 0 : 1);
