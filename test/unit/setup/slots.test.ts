import {expect, it} from 'vitest';
import {Problem} from '../../../source/problem/problem.ts';
import {createSlots, idle, type SlotTools, started} from '../../../source/setup/slots.ts';

/** One slot whose work is held by the test, and everything heard of it. */
function slotsOf() {
	const heard: string[] = [];
	const works: (SlotTools<string> & PromiseWithResolvers<string>)[] = [];
	const slots = createSlots<'read', string>(
		{
			read(tools) {
				const work = {...tools, ...Promise.withResolvers<string>()};
				works.push(work);
				return work.promise;
			},
		},
		(slot, problem) => `${slot} failed: ${problem.what}`,
		(action) => heard.push(action),
	);
	return {slots, heard, works};
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('starts work when the state says so, and only once', async () => {
	const {slots, heard, works} = slotsOf();
	slots.follow('read', idle);
	expect(works).toHaveLength(0);
	const running = started();
	slots.follow('read', running);
	slots.follow('read', running);
	expect(works).toHaveLength(1);
	works[0]?.tell('page');
	works[0]?.resolve('all');
	await settled();
	expect(heard).toEqual(['page', 'all']);
});

it('hears nothing more of work that another start took the place of', async () => {
	const {slots, heard, works} = slotsOf();
	slots.follow('read', started());
	slots.follow('read', started());
	const [first, second] = works;
	expect([first?.signal.aborted, second?.signal.aborted]).toEqual([true, false]);
	first?.tell('late page');
	first?.resolve('late end');
	second?.tell('page');
	await settled();
	expect(heard).toEqual(['page']);
});

it('hears nothing more of work that was given up, not even its failure', async () => {
	const {slots, heard, works} = slotsOf();
	slots.follow('read', started());
	slots.follow('read', idle);
	works[0]?.reject(new Error('stopped'));
	await settled();
	expect(heard).toEqual([]);
});

it('does not cancel work that has said its last word', async () => {
	const {slots, works} = slotsOf();
	slots.follow('read', started());
	works[0]?.resolve('all');
	await settled();
	slots.follow('read', {status: 'done', value: null});
	expect(works[0]?.signal.aborted).toBe(false);
});

it('tells a failure as a problem', async () => {
	const {slots, heard, works} = slotsOf();
	slots.follow('read', started());
	works[0]?.reject(new Problem({code: 'network/unreachable', what: 'No network'}));
	await settled();
	expect(heard).toEqual(['read failed: No network']);
});

it('waits for all work when it is closed, also for what was given up before', async () => {
	const {slots, works} = slotsOf();
	slots.follow('read', started());
	slots.follow('read', started());
	let isClosed = false;
	const closing = slots.close().then(() => {
		isClosed = true;
	});
	works[1]?.resolve('end');
	await settled();
	expect(isClosed).toBe(false);
	works[0]?.resolve('end');
	await closing;
});
