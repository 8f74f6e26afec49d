import {expect, test} from 'vitest';
import {ListEnds} from '../../../source/sync/list-ends.ts';
import {WorkQueue} from '../../../source/sync/work-queue.ts';
import {FakeLitmos, tenant} from './fake-litmos.ts';
import {MemoryFile} from './memory-file.ts';
import {readInMemory} from './memory-sync.ts';

test('all who wait for a queue are told when it is empty', async () => {
	const queue = new WorkQueue(2, () => {});
	queue.add(() => new Promise((resolve) => setImmediate(resolve)));
	const waits = Promise.all([queue.drained(), queue.drained()]).then(() => 'told');
	const late = new Promise((resolve) => setTimeout(() => resolve('not told'), 2000));
	expect(await Promise.race([waits, late])).toBe('told');
});

test('a sync that was interrupted still proves every list when a page was seen to be shortened', async () => {
	const file = new MemoryFile();
	const before = new ListEnds(file as never);
	before.sawPage('course-people', 20);
	before.sawCut('course-people', 7);
	const litmos = new FakeLitmos(tenant(40, 20, 40), 1000);
	await readInMemory(litmos, {}, file);
	const unproven = [...litmos.tenant.people.keys()].filter(
		(id) => litmos.log.filter((request) => request.startsWith(`course-people:${id}@`)).length < 2,
	);
	expect(unproven).toEqual([]);
});
