import {Problem} from '../../problem/problem.ts';
import {pause} from '../pause.ts';
import type {RestClient} from './client.ts';
import type {ConnectorRef} from './connector-calls.ts';

/** Owner changes take 45 to 150 s to show, sometimes minutes (fact sheet, section 2.5). */
const usual = {everyMs: 12_000, limitMs: 240_000};

export interface OwnersResult {
	/** `pending`: accepted, but not to be seen yet; that is no failure. */
	state: 'done' | 'pending';
	/** User ids that are not to be seen as owners yet. */
	missing: string[];
}

/** Adds owners to an app and waits until they show. Those that are owners already are left alone; nobody is removed. */
export async function addAppOwners(
	client: RestClient,
	appId: string,
	userIds: readonly string[],
	options: {signal?: AbortSignal; everyMs?: number; limitMs?: number; onWait?: (missing: string[]) => void} = {},
): Promise<OwnersResult> {
	const {signal = new AbortController().signal, everyMs, limitMs} = {...usual, ...options};
	const missingOf = (owners: string[]) => userIds.filter((id) => !owners.includes(id));
	let missing = client.dry ? [...userIds] : missingOf(await client.appOwnerIds(appId));
	for (const userId of missing) {
		try {
			await client.addAppOwner(appId, userId);
		} catch (error) {
			// Adding is the same however often it is done, so an unclear answer is settled by the look that follows.
			const problem = Problem.from(error);
			if (problem.code !== 'c1/conflict' && !problem.retryable) throw problem;
		}
	}
	if (client.dry) return {state: 'done', missing: []};
	for (let waited = 0; ; waited += everyMs) {
		missing = missingOf(await client.appOwnerIds(appId));
		if (missing.length === 0) return {state: 'done', missing};
		if (waited >= limitMs || signal.aborted) return {state: 'pending', missing};
		options.onWait?.(missing);
		await pause(everyMs, signal);
	}
}

/**
 * Makes exactly these people the owners of a connector. False when the role's name cannot be found out (no owner shows
 * it, or the tenant lacks these calls), so that it has to be done on the connector's page.
 */
export async function setConnectorOwners(
	client: RestClient,
	ref: ConnectorRef,
	userIds: readonly string[],
): Promise<boolean> {
	const roleSlug = await ownerRole(client, ref);
	if (roleSlug === undefined) return false;
	await client.replaceConnectorOwners(ref, roleSlug, userIds);
	return true;
}

async function ownerRole(client: RestClient, ref: ConnectorRef): Promise<string | undefined> {
	try {
		for await (const {roleSlug} of client.connectorOwners(ref)) if (roleSlug) return roleSlug;
	} catch (error) {
		// These calls are marked as drafts: a tenant may not have them.
		const {code} = Problem.from(error);
		if (code !== 'c1/not-found' && code !== 'c1/unexpected-answer') throw error;
	}
	return undefined;
}
