import {describe, expect, it} from 'vitest';
import type {RestClient} from '../../../../source/conductorone/rest/client.ts';
import type {ConnectorState} from '../../../../source/conductorone/rest/connector-state.ts';
import type {Connector} from '../../../../source/conductorone/rest/objects.ts';
import {proveArrival, watchSync} from '../../../../source/setup/conductorone/watch.ts';

const ref = {appId: 'a', connectorId: 'c'};
const quick = {signal: new AbortController().signal, limitMs: 60, firstMs: 1, mostMs: 1};
const early = '2026-01-01T00:00:00Z';
const late = '2026-01-01T00:00:05Z';

/** A ConductorOne that shows one state after the other, the last one for ever. */
function showing(...states: Partial<Connector>[]) {
	let asked = 0;
	const connector = async () => ({id: 'c', appId: 'a', ...states[Math.min(asked++, states.length - 1)]});
	return {client: {connector} as unknown as RestClient, asked: () => asked};
}

const status = (name: string, completedAt: string | null = null, lastError = '') => ({
	status: {status: `SYNC_STATUS_${name}`, completedAt, lastError},
});

async function watch(client: RestClient, before: string | null, until?: 'reported') {
	const seen: ConnectorState[] = [];
	const state = await watchSync(client, ref, {
		...quick,
		before,
		...(until === undefined ? {} : {until}),
		onState: (next) => void seen.push(next),
	});
	return {word: state.word, words: seen.map(({word}) => word), detail: state.detail};
}

describe('watching a connector', () => {
	it('tells each state once, and ends with the sync', async () => {
		const {client} = showing({}, {}, status('RUNNING'), status('RUNNING'), status('DONE', late));
		expect(await watch(client, null)).toMatchObject({words: ['Not connected', 'Syncing', 'Connected']});
	});

	it('does not take the sync before for the one that is waited for', async () => {
		const {client} = showing(status('DONE', early), status('RUNNING', early), status('DONE', late));
		expect((await watch(client, early)).words).toEqual(['Connected', 'Syncing', 'Connected']);
	});

	it('does not take the error before for a new one', async () => {
		const {client} = showing(status('ERROR', early, 'old'), status('RUNNING', early), status('ERROR', late, 'new'));
		expect(await watch(client, early)).toMatchObject({word: 'Error', detail: 'new'});
	});

	it('ends at a pause, which nothing ends by itself', async () => {
		const {client, asked} = showing({syncDisabledAt: early, syncDisabledReason: 'paused by Ann'});
		expect(await watch(client, null)).toMatchObject({word: 'Paused', detail: 'paused by Ann'});
		expect(asked()).toBe(1);
	});

	it('is content with a sign of life when that is enough', async () => {
		const {client} = showing({}, status('RUNNING'));
		expect((await watch(client, null, 'reported')).word).toBe('Syncing');
	});

	it('ends when the time is over or it is told to stop', async () => {
		expect((await watch(showing({}).client, null)).word).toBe('Not connected');
		const {client, asked} = showing({});
		await watchSync(client, ref, {...quick, limitMs: 1e9, signal: AbortSignal.abort(), before: null});
		expect(asked()).toBe(1);
	});
});

describe('the proof', () => {
	/** Shows so many accounts more at each look. */
	function arriving(most: number) {
		let looks = 0;
		const client = {
			app: async () => ({id: 'a', displayName: 'Litmos'}),
			async *appUsers() {
				looks++;
				for (let row = 0; row < Math.min(most, looks); row++) yield {id: String(row)};
			},
			async *entitlements() {
				yield {id: 'e', slug: 'member', grantCount: '2'};
				yield {id: 'b', slug: 'app', grantCount: '9', systemBuiltin: true};
			},
		};
		return client as unknown as RestClient;
	}
	const sent = {accounts: 3, entitlements: 1, grants: 2};

	it('counts until everything is there', async () => {
		const missing: (number | undefined)[] = [];
		const onRows = ({rows}: {rows: {missing: number}[] | null}) => void missing.push(rows?.[0]?.missing);
		const proof = await proveArrival(arriving(3), ref, {...quick, sent, onRows});
		expect(missing).toEqual([2, 1, 0]);
		expect(proof).toMatchObject({isComplete: true, arrived: {accounts: 3, entitlements: 1, grants: 2}});
	});

	it('says what is missing when the time is over', async () => {
		const proof = await proveArrival(arriving(2), ref, {...quick, limitMs: 5, sent});
		expect(proof).toMatchObject({
			isComplete: false,
			rows: [{what: 'accounts', missing: 1}, {missing: 0}, {missing: 0}],
		});
	});

	it('shows what is there when nobody knows what was sent', async () => {
		expect(await proveArrival(arriving(1), ref, {...quick, sent: undefined})).toMatchObject({
			rows: null,
			isComplete: true,
		});
		expect(await proveArrival(arriving(0), ref, {...quick, limitMs: 3, sent: undefined})).toMatchObject({
			isComplete: false,
		});
	});
});
