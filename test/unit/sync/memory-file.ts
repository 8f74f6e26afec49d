import type {Batch, Checkpoint, Counts, GrantRow, Warning, WarningKind} from '../../../source/c1z/model.ts';
import type {Picture} from '../../../source/c1z/picture.ts';
import type {WorkingFile, WorkingFileInfo} from '../../../source/c1z/working-file.ts';
import {entitlementId, slugs} from '../../../source/connector/ids.ts';
import {
	type Entitlement,
	type Resource,
	type ResourceType,
	UserTrait_Status_Status,
} from '../../../source/proto/model.ts';

type More = Pick<GrantRow, 'annotations' | 'deadline'>;

const nobody: ReadonlySet<string> = new Set();
const enabled = UserTrait_Status_Status.ENABLED as number;

/**
 * A working file that is a few maps, for tests that sync thousands of times and look at rows and checkpoints only. It keeps
 * nothing of entitlements and resource types; what SQLite adds to the same calls is tested with the real one.
 */
export class MemoryFile implements Pick<WorkingFile, keyof WorkingFile>, Pick<Picture, keyof Picture> {
	readonly path = ':memory:';
	readonly #resources = new Map<string, Map<string, Resource>>();
	/** Entitlement → principals: rows would be millions of objects. */
	readonly #grants = new Map<string, Set<string>>();
	/** Entitlement → principal → what else a grant says, usually nothing. */
	readonly #more = new Map<string, Map<string, More>>();
	#grantCount = 0;
	readonly #checkpoints = new Map<string, Checkpoint>();
	readonly #notes = new Map<string, string>();
	readonly #warnings: Warning[] = [];
	#finishedAt: Date | null = null;

	openToLooks(): void {}

	info(): WorkingFileInfo {
		const scope = {tenant: '', courses: null, extras: [], mapping: 1};
		return {scope, syncId: 'sync', startedAt: new Date(0), finishedAt: this.#finishedAt, requests: 0};
	}

	commit({resources = [], grants = [], withdrawn = [], warnings = [], notes = [], checkpoint}: Batch): void {
		for (const resource of resources) this.#of(resource.id!.resourceType).set(resource.id!.resource, resource);
		for (const grant of withdrawn) {
			const key = keyOf(grant);
			if (this.#grants.get(grant.entitlementId)?.delete(key)) this.#grantCount--;
			this.#more.get(grant.entitlementId)?.delete(key);
		}
		// The grants of a list take turns between two entitlements: looking these up each time takes most of the time.
		let [last, holders] = ['', new Set<string>()];
		let [other, others] = [last, holders];
		for (const grant of grants) {
			if (grant.entitlementId !== last) {
				const found = grant.entitlementId === other ? others : this.#holdersOf(grant.entitlementId);
				[last, other, holders, others] = [grant.entitlementId, last, found, holders];
			}
			const before = holders.size;
			const key = keyOf(grant);
			holders.add(key);
			this.#grantCount += holders.size - before;
			const isPlain = grant.annotations === undefined && grant.deadline === undefined;
			if (!isPlain || this.#more.size > 0) this.#note(grant, key);
		}
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
	grants = () =>
		[...this.#grants]
			.flatMap(([entitlement, holders]) =>
				[...holders].map((key) => ({
					entitlementId: entitlement,
					...principalOf(key),
					...this.#more.get(entitlement)?.get(key),
				})),
			)
			.values();
	hasResource = (type: string, id: string) => this.#of(type).has(id);

	removeResource(type: string, id: string): void {
		this.#of(type).delete(id);
		this.removeGrants(type, id);
	}

	removeGrants(type: string, id: string): void {
		for (const slug of slugs) {
			const entitlement = entitlementId(type, id, slug);
			this.#grantCount -= this.#grants.get(entitlement)?.size ?? 0;
			this.#grants.delete(entitlement);
			this.#more.delete(entitlement);
		}
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
			grants: this.#grantCount,
			warnings: this.#warnings.length,
		};
	}

	unlistedGrants = () => [...this.grants()].filter(({principalId}) => !this.#of('user').has(principalId)).length;

	grantCounts(type: string, slug: string): Map<string, number> {
		const counts = new Map<string, number>();
		for (const [entitlement, {size}] of this.#grants) {
			const [of, resource = '', what] = entitlement.split(':');
			if (of === type && what === slug && size > 0) counts.set(resource, size);
		}
		return counts;
	}

	/** What a picture of the file tells. */
	active = (type: string) => new Map([...this.#of(type)].map(([id, {status}]) => [id, status?.status === enabled]));
	holders = (entitlement: string) => [...this.holderSet(entitlement)];
	deadlines = (entitlement: string) =>
		[...(this.#more.get(entitlement) ?? [])].flatMap(([id, {deadline}]) =>
			deadline === undefined ? [] : [[id, deadline] as [string, number]],
		);
	/** The holders as they are kept, for those who look up millions. */
	holderSet = (entitlement: string): ReadonlySet<string> => this.#grants.get(entitlement) ?? nobody;

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

	#holdersOf(entitlement: string): Set<string> {
		const known = this.#grants.get(entitlement) ?? new Set<string>();
		this.#grants.set(entitlement, known);
		return known;
	}

	#note({entitlementId: entitlement, annotations, deadline}: GrantRow, key: string): void {
		const isPlain = annotations === undefined && deadline === undefined;
		const noted = this.#more.get(entitlement);
		if (isPlain) {
			noted?.delete(key);
			return;
		}
		const more = {...(annotations && {annotations}), ...(deadline && {deadline})};
		if (noted) noted.set(key, more);
		else this.#more.set(entitlement, new Map([[key, more]]));
	}

	#of(type: string): Map<string, Resource> {
		const known = this.#resources.get(type) ?? new Map<string, Resource>();
		this.#resources.set(type, known);
		return known;
	}
}

/** The id alone for accounts, of which there are many; no id has a blank. */
function keyOf({principalType, principalId}: GrantRow): string {
	return principalType === 'user' ? principalId : `${principalType} ${principalId}`;
}
function principalOf(key: string): Pick<GrantRow, 'principalType' | 'principalId'> {
	const blank = key.indexOf(' ');
	if (blank < 0) return {principalType: 'user', principalId: key};
	return {principalType: key.slice(0, blank), principalId: key.slice(blank + 1)};
}
