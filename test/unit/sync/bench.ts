import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {openWorkingFile} from '../../../source/c1z/working-file.ts';
import {resourceTypeIds} from '../../../source/connector/ids.ts';
import type {LitmosClient} from '../../../source/litmos/client.ts';
import type {SyncEvent, SyncReport} from '../../../source/sync/events.ts';
import type {SyncOptions} from '../../../source/sync/job.ts';
import {runSync, type SyncHooks} from '../../../source/sync/run-sync.ts';
import {workingFilePath} from '../../../source/sync/working-file-path.ts';
import {defaultOptions} from '../../../source/sync/workspace.ts';
import {entitlementsOf, grantsOf} from '../c1z/rows.ts';
import {target} from './fake-litmos.ts';

/** A folder of its own for one test. */
export class Bench {
	readonly folder = mkdtempSync(join(tmpdir(), 'litmos-sync-'));
	readonly path = workingFilePath(this.folder, target);
	events: SyncEvent[] = [];

	async sync(
		client: LitmosClient,
		options: Partial<SyncOptions> = {},
		hooks: Partial<SyncHooks> & {fresh?: boolean; apiKey?: string} = {},
	): Promise<SyncReport> {
		this.events = [];
		const {fresh = false, apiKey = target.apiKey, ...rest} = hooks;
		return runSync(
			{
				target: {...target, apiKey, concurrency: 3},
				options: {...defaultOptions, ...options},
				folder: this.folder,
				fresh,
			},
			{onEvent: (event) => this.events.push(event), createClient: () => client, ...rest},
		);
	}

	event<Type extends SyncEvent['type']>(type: Type): Extract<SyncEvent, {type: Type}> | undefined {
		return this.events.findLast((event) => event.type === type) as Extract<SyncEvent, {type: Type}> | undefined;
	}

	/** Everything in the working file that would be sent. */
	content() {
		return this.contentOf(this.path);
	}

	/** The same of a working file of another tenant. */
	contentOf(path: string) {
		const file = openWorkingFile(path, {readOnly: true});
		try {
			const types = Object.values(resourceTypeIds);
			return {
				finished: file.info().finishedAt !== null,
				requests: file.info().requests,
				resources: types
					.flatMap((type) => [...file.resources(type)])
					.map(({id, displayName}) => `${id!.resourceType}:${id!.resource} ${displayName}`)
					.sort(),
				entitlements: entitlementsOf(file)
					.map(({id}) => id)
					.sort(),
				grants: grantsOf(file)
					.map((grant) => `${grant.entitlementId}:${grant.principalType}:${grant.principalId}`)
					.sort(),
				warnings: file.warnings(),
			};
		} finally {
			file.close();
		}
	}

	/** What would be sent, for comparison of two runs. */
	sent() {
		const {resources, entitlements, grants} = this.content();
		return {resources, entitlements, grants};
	}

	remove(): void {
		rmSync(this.folder, {recursive: true, force: true});
	}
}
