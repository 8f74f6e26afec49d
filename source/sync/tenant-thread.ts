import {createHash} from 'node:crypto';
import type {LitmosTarget} from '../litmos/client.ts';
import {type Connection, connect} from '../threads/rpc.ts';
import {startThread} from '../threads/thread.ts';
import type {LogLevel} from './log.ts';
import type {SyncThread} from './sync-thread.ts';

/**
 * The threads that read Litmos, one per target: Litmos counts requests per key, so whatever this process does with one key
 * must count them in one place.
 */
export interface TenantThread {
	connection: Connection<SyncThread>;
	/** Resolves once calls can be made; rejects when the thread cannot start. */
	opening: Promise<void>;
	/** Gives the thread back; it ends with its last user. */
	release(): Promise<void>;
}

interface Shared extends Omit<TenantThread, 'release'> {
	users: number;
}

const threads = new Map<string, Shared>();
/** Times (Unix ms) of the requests of threads that ended, by tenant: the next one starts with what is left of the minute. */
const spent = new Map<string, Promise<number[]>>();

export function shareThread(target: LitmosTarget, least: LogLevel | null): TenantThread {
	const key = digest([target, least]);
	const tenant = digest([target.baseUrl, target.source, target.apiKey]);
	const shared = threads.get(key) ?? start(target, tenant, least);
	threads.set(key, shared);
	shared.users++;
	return {
		connection: shared.connection,
		opening: shared.opening,
		async release() {
			if (--shared.users > 0) return;
			threads.delete(key);
			const recent = shared.connection.call('close', []).catch(() => []);
			spent.set(tenant, recent);
			await recent;
			await shared.connection.close();
		},
	};
}

function start(target: LitmosTarget, tenant: string, least: LogLevel | null): Shared {
	const connection = connect<SyncThread>(startThread('sync'));
	const before = spent.get(tenant) ?? Promise.resolve([]);
	const opening = before.then((times) =>
		connection.call('open', [{...target, recent: [...(target.recent ?? []), ...times]}, least]),
	);
	// A thread that cannot start says so on the first real call.
	opening.catch(() => {});
	return {connection, opening, users: 0};
}

/** Keys of the maps, so that no API key stands in them. */
function digest(value: unknown): string {
	return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
