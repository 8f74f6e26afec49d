import {afterEach} from 'vitest';
import type {RecordedRequest} from '../../../../source/conductorone/rest/dry-run.ts';
import {type ConnectOptions, connectWithKey} from '../../../../source/conductorone/rest/personal-key.ts';
import type {ConductorOneBehaviour} from '../../../sandbox/conductorone/behaviour.ts';
import {type ConductorOneSandbox, startConductorOneSandbox} from '../../../sandbox/conductorone/server.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const close of closers.splice(0)) await close();
});

/** A tenant in the sandbox that is closed after the test. */
export async function tenant(behaviour: Partial<ConductorOneBehaviour> = {}): Promise<ConductorOneSandbox> {
	const c1 = await startConductorOneSandbox({behaviour: {nextPollMs: 5, ...behaviour}});
	closers.push(() => c1.close());
	return c1;
}

/** Waits in which nothing has to be waited for. */
export const quick: ConnectOptions = {
	version: '1.0.0',
	insecure: true,
	times: {retryMin: 1, retryMax: 2, retryAfterMax: 5},
};

export function clientOf(c1: ConductorOneSandbox, options: Partial<ConnectOptions> = {}) {
	return connectWithKey(c1.personal, {...quick, ...options});
}

export function dryClientOf(c1: ConductorOneSandbox) {
	const recorded: RecordedRequest[] = [];
	return {recorded, client: clientOf(c1, {dryRun: (request) => recorded.push(request)})};
}

export async function collect<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
	const list: Row[] = [];
	for await (const row of rows) list.push(row);
	return list;
}
