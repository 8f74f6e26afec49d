import type {RestClient} from '../../conductorone/rest/client.ts';
import {ignoring} from '../../problem/ignoring.ts';
import type {Owner} from '../conductorone/answers.ts';
import type {AppRow} from '../conductorone/state.ts';

/** Managed apps and those seen in directories; then which have a Litmos connector. */
export async function listApps(
	client: RestClient,
	onRows: (rows: AppRow[]) => void,
	onConnector: (appId: string) => void,
	signal: AbortSignal,
): Promise<void> {
	const [{findSeenApps}, {litmosHosting}] = await Promise.all([
		import('../../conductorone/rest/seen-apps.ts'),
		import('../../conductorone/rest/set-up.ts'),
	]);
	const ids: string[] = [];
	const tell = batched<AppRow>(onRows);
	for await (const app of client.searchApps()) {
		signal.throwIfAborted();
		if (app.deletedAt || app.isDirectory) continue;
		ids.push(app.id);
		const {id, displayName: name} = app;
		tell.add({id, name, note: 'managed', choice: {kind: 'existing', id, name}});
	}
	tell.flush();
	const listSeen = async () => {
		for await (const {binding, displayName: name} of findSeenApps(client)) {
			signal.throwIfAborted();
			tell.add({id: `seen-${binding.resourceId}`, name, note: 'seen', choice: {kind: 'seen', binding, name}});
		}
	};
	await listSeen().catch(leaveOut);
	tell.flush();
	const listConnectors = async () => {
		for (const appId of ids) {
			for await (const connector of client.connectors(appId)) {
				signal.throwIfAborted();
				if (litmosHosting(connector) !== undefined) onConnector(appId);
			}
		}
	};
	await listConnectors().catch(leaveOut);
}

/** People who can own something. */
export async function listPeople(
	client: RestClient,
	onRows: (rows: Owner[]) => void,
	signal: AbortSignal,
): Promise<void> {
	const {ownerOf} = await import('../conductorone/resolve-answers.ts');
	const tell = batched(onRows);
	const search = {userStatuses: ['ENABLED' as const], excludeTypes: ['USER_TYPE_SYSTEM']};
	for await (const user of client.searchUsers(search)) {
		signal.throwIfAborted();
		tell.add(ownerOf(user));
	}
	tell.flush();
}

/** What a role may not see, or a tenant does not have, is left out of a list. */
const leaveOut = ignoring('c1/forbidden', 'c1/not-found');

const batch = 50;

/** Hands rows on in small heaps: a screen need not be drawn for each. */
function batched<Row>(hand: (rows: Row[]) => void): {add(row: Row): void; flush(): void} {
	let rows: Row[] = [];
	const flush = () => {
		if (rows.length > 0) hand(rows);
		rows = [];
	};
	return {
		flush,
		add(row) {
			if (rows.push(row) >= batch) flush();
		},
	};
}
