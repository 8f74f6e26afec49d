import {spawnSync} from 'node:child_process';
import {Worker} from 'node:worker_threads';
import {afterEach, describe, expect, test} from 'vitest';
import {Problem} from '../../../source/problem/problem.ts';
import {type CallContext, type Connection, connect} from '../../../source/threads/rpc.ts';

type Functions = {
	add(context: CallContext, a: number, b: number): number;
	fail(context: CallContext): never;
	refuse(context: CallContext): never;
	count(context: CallContext, to: number): string;
	wait(context: CallContext): Promise<never>;
	die(context: CallContext): never;
};

const code = `
	import {parentPort} from 'node:worker_threads';
	const {serve} = await import(${JSON.stringify(new URL('../../../source/threads/rpc.ts', import.meta.url).href)});
	const {Problem} = await import(${JSON.stringify(new URL('../../../source/problem/problem.ts', import.meta.url).href)});
	serve(parentPort, {
		add: (_, a, b) => a + b,
		fail: () => { throw new TypeError('no'); },
		refuse: () => { throw new Problem({code: 'disk/full', what: 'Full', why: 'No space', next: ['Tidy up']}); },
		count: ({emit}, to) => { for (let n = 1; n <= to; n++) emit(n); return 'counted'; },
		wait: ({signal, emit}) => { emit('waiting'); return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))); },
		die: () => process.exit(7),
	});
`;

let connection: Connection<Functions> | undefined;
afterEach(() => connection?.close());

function start(): Connection<Functions> {
	connection = connect<Functions>(new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`)));
	return connection;
}

async function problemOf(call: Promise<unknown>): Promise<Problem> {
	const error = await call.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(Problem);
	return error as Problem;
}

describe('calls across the thread border', () => {
	test('answer, also several at a time', async () => {
		const {call} = start();
		expect(await Promise.all([call('add', [1, 2]), call('add', [3, 4])])).toEqual([3, 7]);
	});

	test('keep the words of a Problem', async () => {
		const problem = await problemOf(start().call('refuse', []));
		expect(problem).toMatchObject({code: 'disk/full', what: 'Full', why: 'No space', next: ['Tidy up']});
	});

	test('turn any other error into a defect', async () => {
		expect((await problemOf(start().call('fail', []))).code).toBe('defect');
	});

	test('bring events in order, before the result', async () => {
		const seen: number[] = [];
		const result = await start().call('count', [3], {onEvent: (n: number) => seen.push(n)});
		expect(result).toBe('counted');
		expect(seen).toEqual([1, 2, 3]);
	});

	test('are cancelled by their signal, others go on', async () => {
		const {call} = start();
		const controller = new AbortController();
		const waiting = call('wait', [], {signal: controller.signal, onEvent: () => controller.abort()});
		expect((await problemOf(waiting)).code).toBe('cancelled');
		expect(await call('add', [1, 1])).toBe(2);
	});

	test('never start when the signal is aborted already', async () => {
		expect((await problemOf(start().call('add', [1, 2], {signal: AbortSignal.abort()}))).code).toBe('cancelled');
	});

	test('reject when the thread dies, then and later', async () => {
		const {call} = start();
		expect((await problemOf(call('die', []))).code).toBe('defect');
		expect((await problemOf(call('add', [1, 2]))).code).toBe('defect');
	});

	test('reject as cancelled when the connection is closed', async () => {
		const own = start();
		const waiting = problemOf(own.call('wait', [], {onEvent: () => void own.close()}));
		expect((await waiting).code).toBe('cancelled');
	});

	test('keep a program that has nothing else to do until the close it awaits is done', () => {
		const program = `
			import {Worker} from 'node:worker_threads';
			const {connect} = await import(${JSON.stringify(new URL('../../../source/threads/rpc.ts', import.meta.url).href)});
			const connection = connect(new Worker(new URL(${JSON.stringify(`data:text/javascript,${encodeURIComponent(code)}`)})));
			await new Promise((resolve) => connection.call('wait', [], {onEvent: resolve}).catch(() => {}));
			await connection.close();
			console.log('closed');
		`;
		const {status, stdout} = spawnSync(process.execPath, ['--input-type=module', '-e', program], {encoding: 'utf8'});
		expect({status, stdout}).toEqual({status: 0, stdout: 'closed\n'});
	});
});
