import type {Batch} from '../../c1z/model.ts';
import type {ResourceTypeId} from '../../connector/ids.ts';
import type {Mapped} from '../../connector/mapping.ts';
import type {ListingKind} from '../../litmos/client.ts';
import type {ListingRows} from '../../litmos/row-mapping.ts';
import type {ResourceType} from '../../proto/model.ts';
import type {TenantSize} from '../tenant-size.ts';

/** A list of Litmos that only an extra reads. */
export interface ExtraList<K extends ListingKind = ListingKind> {
	/** The list as a person says it; `of` is the name and id of what it belongs to, `''` for a list of the tenant. */
	name: (of: string) => string;
	/** Type of the resource it belongs to; absent for a list of the tenant. */
	of?: ResourceTypeId;
	/** What is stored of its rows. Absent for a list that is read by {@link ExtraReader.opening}. */
	toBatch?: ToBatch<ListingRows[K]>;
}

/** Turns rows into what is stored. `isKnown` tells of which rows an earlier version may be stored: the later one counts. */
export type ToBatch<Row> = (rows: Row[], of: string, isKnown: (id: string) => boolean) => Batch;

/** How an extra asks for its lists. Each one that fails is a counted warning, not the end of the sync. */
export interface ExtraReader {
	/** Only resources are read: no grants. */
	readonly resourcesOnly: boolean;
	/** Reads a list whose rows are stored by its `toBatch`. */
	list(kind: ListingKind, of: string): void;
	/** Reads a list of the tenant whose rows say what else is to be read: `onId` is told the id of each, once. */
	opening<K extends ListingKind>(
		kind: K,
		type: ResourceTypeId,
		map: (row: ListingRows[K]) => Mapped,
		onId: (id: string) => void,
	): void;
}

/** What an extra costs on top of a sync without it. */
export interface ExtraRequests {
	requests: number;
	/** False = at least so many. */
	exact: boolean;
	/** False = too little is known of the tenant to say. */
	known: boolean;
}

/** An optional kind of data, read in addition to what baton-litmos reads. Everything about it is here. */
export interface ExtraEntry {
	/** Its line on the page of optional data. */
	label: string;
	/** What it gives, in one or two sentences. */
	gives: string;
	/** Requests for each thing of a kind, where that is how its cost grows. */
	each: {requests: number; of: string} | null;
	resourceType?: ResourceType;
	/** The lists that only it reads. */
	lists: {readonly [K in ListingKind]?: ExtraList<K>};
	cost: (size: TenantSize, pageSize: number) => ExtraRequests;
	/** It is read although only resources are wanted. */
	withoutGrants?: boolean;
	/** What it reads once, for each team and for each course. */
	atStart?: (reader: ExtraReader) => void;
	ofTeam?: (reader: ExtraReader, id: string) => void;
	ofCourse?: (reader: ExtraReader, id: string) => void;
}

/** The cost of an extra that comes with what is read anyway. */
export const free = (): ExtraRequests => ({requests: 0, exact: true, known: true});
