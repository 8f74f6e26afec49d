import {onTestFinished} from 'vitest';
import {connectWithKey} from '../../../../source/conductorone/rest/personal-key.ts';
import {cancelled, Problem} from '../../../../source/problem/problem.ts';
import type {ConnectAnswers} from '../../../../source/setup/conductorone/answers.ts';
import type {PlanEvent, PlanServices} from '../../../../source/setup/conductorone/plan-services.ts';
import {beginningOf, type Progress, progressSchema} from '../../../../source/setup/conductorone/progress.ts';
import type {ConductorOneBehaviour} from '../../../sandbox/conductorone/behaviour.ts';
import {type ConductorOneSandbox, startConductorOneSandbox} from '../../../sandbox/conductorone/server.ts';

/** A tenant in the sandbox of one test. */
export async function tenant(behaviour: Partial<ConductorOneBehaviour> = {}): Promise<ConductorOneSandbox> {
	const sandbox = await startConductorOneSandbox({behaviour});
	onTestFinished(() => sandbox.close());
	return sandbox;
}

export const answers: ConnectAnswers = {
	app: {kind: 'new', name: 'Litmos'},
	owners: [],
	hosting: 'hosted',
	isDelegated: false,
	existing: 'reuse',
	connectorName: 'Litmos',
	isApplied: false,
	folder: '/some/folder',
};

export const apiKey = 'litmos-key-0123456789';
const version = '0';

/** Thrown where a test pulls the plug: nothing after it may run. */
export class Killed extends Error {}

/** Everything outside of ConductorOne, as plain objects: what is in them is what would be on disk. */
export class Fixture {
	/** As it would be read back from the state folder. */
	saved: string | undefined;
	readonly keychain = new Map<string, string>();
	readonly files = new Map<string, string>();
	readonly applied: string[] = [];
	readonly pushes: string[] = [];
	readonly events: PlanEvent[] = [];
	/** Counts down with each trace left anywhere; the plug is pulled at 0. */
	lifetime = Number.POSITIVE_INFINITY;

	progress(host: string): Progress {
		return this.saved === undefined ? beginningOf(host) : progressSchema.parse(JSON.parse(this.saved));
	}

	/** Before and after everything that leaves a trace. */
	private breathe(): void {
		if (--this.lifetime < 0) throw new Killed('killed');
	}

	services(sandbox: ConductorOneSandbox, change: Partial<PlanServices> = {}): PlanServices {
		const client = connectWithKey(sandbox.personal, {
			version,
			insecure: true,
			apiHost: sandbox.host,
			times: {retryMin: 1, retryMax: 5, retryAfterMax: 5},
		});
		// A kill may come before a request is sent, or after it was carried out and before its answer is read.
		const mortal = new Proxy(client, {
			get: (target, name: keyof typeof client) => {
				const member: unknown = target[name];
				if (typeof member !== 'function' || !/^(create|delete|rotate|revoke|update|add|promote)/.test(name))
					return member;
				return async (...args: unknown[]) => {
					this.breathe();
					const result: unknown = await member.apply(target, args);
					this.breathe();
					return result;
				};
			},
		});
		return {
			client: mortal,
			setUpId: 'installation-1',
			litmos: {source: 'acme', apiKey, url: 'https://api.litmos.com', courses: ['c1', 'c2']},
			files: {provisioning: false, image: 'litmos-connector', terraform: 'hosted', overwrite: false},
			save: (progress) => {
				this.breathe();
				this.saved = JSON.stringify(progress);
				this.breathe();
			},
			keepSecret: async ({clientId, clientSecret}) => {
				this.breathe();
				this.keychain.set(clientId, clientSecret);
				this.breathe();
			},
			forgetSecret: async (clientId) => void this.keychain.delete(clientId),
			findSecret: async (clientId) => this.keychain.get(clientId) ?? null,
			writeFiles: async (folder, {files}, overwrite) => {
				for (const {name, content} of files) {
					const path = `${folder}/${name}`;
					const before = this.files.get(path);
					if (before !== undefined && before !== content && !overwrite) {
						throw new Problem({code: 'input/invalid', what: `${path} is in the way`});
					}
					this.breathe();
					this.files.set(path, content);
				}
			},
			removeFiles: async (paths) => {
				for (const path of paths) this.files.delete(path);
			},
			apply: async (folder) => {
				this.breathe();
				this.applied.push(folder);
				this.breathe();
			},
			push: async ({clientId}) => {
				this.breathe();
				this.pushes.push(clientId);
				return {at: '2026-11-24T12:00:00Z', syncId: 'sync-1', counts: {accounts: 3, entitlements: 2, grants: 5}};
			},
			onEvent: (event) => void this.events.push(event),
			signal: new AbortController().signal,
			lookWaitMs: 1,
			...change,
		};
	}
}

export function stopped(): AbortSignal {
	return AbortSignal.abort(cancelled());
}

export async function collect<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
	const list: Row[] = [];
	for await (const row of rows) list.push(row);
	return list;
}
