import type {Batch, Checkpoint, Counts, GrantRow, Warning, WarningKind} from '../../../source/c1z/model.ts';
import type {WorkingFile, WorkingFileInfo} from '../../../source/c1z/working-file.ts';
import {entitlementId, slugs} from '../../../source/connector/ids.ts';
import type {Entitlement, Resource, ResourceType} from '../../../source/proto/model.ts';

/**
 * A working file that is a few maps, for tests that sync thousands of times and look at rows and checkpoints only. It keeps
 * nothing of entitlements and resource types; what SQLite adds to the same calls is tested with the real one.
 */
export class MemoryFile implements Pick<WorkingFile, keyof WorkingFile> {
	readonly path = ':memory:';
	readonly #resources = new Map<string, Map<string, Resource>>();
	readonly #grants = new Map<string, GrantRow>();
	readonly #checkpoints = new Map<string, Checkpoint>();
	readonly #notes = new Map<string, string>();
	readonly #warnings: Warning[] = [];
	#finishedAt: Date | null = null;

	info(): WorkingFileInfo {
		const scope = {tenant: '', courses: null, extras: [], mapping: 1};
		return {scope, syncId: 'sync', startedAt: new Date(0), finishedAt: this.#finishedAt, requests: 0};
	}

	commit({resources = [], grants = [], withdrawn = [], warnings = [], notes = [], checkpoint}: Batch): void {
		for (const resource of resources) this.#of(resource.id!.resourceType).set(resource.id!.resource, resource);
		for (const grant of withdrawn) this.#grants.delete(keyOf(grant));
		for (const grant of grants) this.#grants.set(keyOf(grant), grant);
		this.#warnings.push(...warnings);
		for (const [key, value] of notes) this.#notes.set(key, value);
		if (checkpoint) this.#checkpoints.set(checkpoint.listing, checkpoint);
	}

	addRequests(): void {}
	checkpoint = (listing: string) => this.#checkpoints.get(listing) ?? null;
	checkpoints = () => [...this.#checkpoints.values()];
	resource = (type: string, id: string) => this.#of(type).get(id) ?? null;
	resources = (type: string) => [...this.#of(type).values()].values();
	resourceTypes = (): ResourceType[] => [];
	findings = () => [];
	entitlements = () => ([] as Entitlement[]).values();
	grants = () => [...this.#grants.values()].values();
	hasResource = (type: string, id: string) => this.#of(type).has(id);

	removeResource(type: string, id: string): void {
		this.#of(type).delete(id);
		this.removeGrants(type, id);
	}

	removeGrants(type: string, id: string): void {
		const ids = new Set(slugs.map((slug) => entitlementId(type, id, slug)));
		for (const [key, grant] of this.#grants) if (ids.has(grant.entitlementId)) this.#grants.delete(key);
	}

	verify(): void {}

	counts(): Counts {
		const [accounts, teams, courses] = ['user', 'team', 'course'].map((type) => this.#of(type).size);
		return {
			accounts: accounts!,
			teams: teams!,
			courses: courses!,
			resources: accounts! + teams! + courses!,
			entitlements: 0,
			grants: this.#grants.size,
			warnings: this.#warnings.length,
		};
	}

	unlistedGrants = () =>
		[...this.#grants.values()].filter(({principalId}) => !this.#of('user').has(principalId)).length;

	grantCounts(type: string, slug: string): Map<string, number> {
		const counts = new Map<string, number>();
		for (const {entitlementId: id} of this.#grants.values()) {
			const [of, resource = '', what] = id.split(':');
			if (of === type && what === slug) counts.set(resource, (counts.get(resource) ?? 0) + 1);
		}
		return counts;
	}

	warnings = (kind?: WarningKind) => this.#warnings.filter((warning) => kind === undefined || warning.kind === kind);
	warningCounts = () => ({});
	note = (key: string) => this.#notes.get(key) ?? null;
	setNote(key: string, value: string): void {
		this.#notes.set(key, value);
	}
	notes = (prefix: string) => [...this.#notes].filter(([key]) => key.startsWith(prefix));
	finish(): void {
		this.#finishedAt = new Date(0);
	}
	close(): void {}

	#of(type: string): Map<string, Resource> {
		const known = this.#resources.get(type) ?? new Map<string, Resource>();
		this.#resources.set(type, known);
		return known;
	}
}

function keyOf({entitlementId: entitlement, principalType, principalId}: GrantRow): string {
	return `${entitlement} ${principalType} ${principalId}`;
}
