import {pause} from '../../conductorone/pause.ts';
import type {RestClient} from '../../conductorone/rest/client.ts';
import type {ConnectorRef} from '../../conductorone/rest/connector-calls.ts';
import {appPage, type ConnectorState, connectorPage, stateOf} from '../../conductorone/rest/connector-state.ts';
import {
	type ArrivedCounts,
	arrivedCounts,
	compare,
	type ProofRow,
	type SentCounts,
} from '../../conductorone/rest/proof.ts';
import type {Progress} from './progress.ts';

export interface WatchOptions {
	signal: AbortSignal;
	limitMs: number;
	/** First and longest pause between two looks, ms. A small tenant is synced within seconds, a large one within hours. */
	firstMs?: number;
	mostMs?: number;
}

/** Pauses that grow by half, so that the first news come soon and a long wait costs few requests. */
async function* looks({signal, limitMs, firstMs = 500, mostMs = 10_000}: WatchOptions): AsyncGenerator<void> {
	let waitMs = firstMs;
	for (let waited = 0; ; ) {
		yield;
		if (signal.aborted || waited >= limitMs) return;
		await pause(Math.min(waitMs, limitMs - waited), signal);
		waited += waitMs;
		waitMs = Math.min(mostMs, waitMs * 1.5);
	}
}

/**
 * Follows a connector until a sync has ended that had not before, it is in error or paused, or the time is over; gives the
 * state then. Times are compared with ConductorOne's own only, since its clock and ours need not agree.
 *
 * @param options.before end of the last sync before the act that is being followed; null = there was none
 * @param options.until `reported`: it is enough that the connector has reported in
 */
export async function watchSync(
	client: RestClient,
	ref: ConnectorRef,
	options: WatchOptions & {
		before: string | null;
		until?: 'synced' | 'reported';
		onState?: (state: ConnectorState) => void;
	},
): Promise<ConnectorState> {
	const {before, until = 'synced', onState} = options;
	let told = '';
	let state = stateOf(await client.connector(ref));
	for await (const _look of looks(options)) {
		if (told !== '') state = stateOf(await client.connector(ref));
		const now = JSON.stringify(state);
		if (now !== told) onState?.(state);
		told = now;
		if (isSettled(state, before) || (until === 'reported' && state.word !== 'Not connected')) break;
	}
	return state;
}

function isSettled({word, completedAt}: ConnectorState, before: string | null): boolean {
	switch (word) {
		case 'Paused':
			return true;
		case 'Error':
			return completedAt === null || completedAt !== before;
		case 'Connected':
			return completedAt !== null && completedAt !== before;
		default:
			return false;
	}
}

export interface Proof {
	arrived: ArrivedCounts;
	/** Null when nobody knows what was sent. */
	rows: ProofRow[] | null;
	isComplete: boolean;
}

/** Where what was made is to be seen in ConductorOne. */
export function pagesOf(host: string, {app, connector}: Progress): {app?: string; connector?: string} {
	return {
		...(app && {app: appPage(host, app.id)}),
		...(connector && {connector: connectorPage(host, connector)}),
	};
}

/** Counts what has arrived; with `sent`, again and again until all of it is to be seen or the time is over. */
export async function proveArrival(
	client: RestClient,
	ref: ConnectorRef,
	{
		sent,
		onRows,
		...options
	}: WatchOptions & {sent: SentCounts | undefined; onRows?: ((proof: Proof) => void) | undefined},
): Promise<Proof> {
	let proof: Proof | undefined;
	for await (const _look of looks(options)) {
		const arrived = await arrivedCounts(client, ref);
		const rows = sent === undefined ? null : compare(sent, arrived);
		proof = {
			arrived,
			rows,
			isComplete: rows === null ? arrived.accounts > 0 : rows.every(({missing}) => missing === 0),
		};
		onRows?.(proof);
		if (proof.isComplete) break;
	}
	return proof ?? {arrived: await arrivedCounts(client, ref), rows: null, isComplete: false};
}

/**
 * Follows a connector that was just set up: until it has reported in where it runs elsewhere, else until its data has
 * arrived. `sent`: what ought to arrive, asked for once a sync has ended; the proof is absent where none is to be had.
 */
export async function followArrival(
	client: RestClient,
	{connector}: Pick<Progress, 'connector'>,
	options: WatchOptions & {
		/** How long to wait for a sync to end; default: as for the proof. */
		syncMs?: number;
		isElsewhere: boolean;
		sent: () => Promise<SentCounts | undefined>;
		onState: (state: ConnectorState) => void;
		onProof?: (proof: Proof) => void;
	},
): Promise<{state: ConnectorState; proof?: Proof} | undefined> {
	if (connector === undefined) return undefined;
	const {isElsewhere, sent, onState, onProof, signal, limitMs, syncMs = limitMs} = options;
	const ref = {appId: connector.appId, connectorId: connector.id};
	const until = isElsewhere ? 'reported' : 'synced';
	const watching = {signal, limitMs: syncMs, before: connector.syncedBefore, until, onState} as const;
	const state = await watchSync(client, ref, watching);
	if (signal.aborted || isElsewhere || state.word !== 'Connected' || limitMs === 0) return {state};
	return {state, proof: await proveArrival(client, ref, {signal, limitMs, sent: await sent(), onRows: onProof})};
}
