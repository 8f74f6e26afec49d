import type {Any} from '@bufbuild/protobuf/wkt';
import type {Entitlement, Resource, ResourceType} from '../proto/model.ts';

/**
 * One grant in short form: the entitlement and the principal by id. The full message (entitlement with its whole
 * resource, principal id, grant id) is built while sealing, since all grants of one entitlement share all but the
 * principal (baton protocol sheet, section 3).
 */
export interface GrantRow {
	entitlementId: string;
	principalType: string;
	principalId: string;
	/** Only for expandable grants and the like. */
	annotations?: Any[];
	/** Seconds since 1970, for findings alone: it is never sent. */
	deadline?: number;
}

export type WarningKind =
	| 'account-without-email'
	| 'invalid-email'
	| 'unknown-principal'
	| 'inactive-principal'
	| 'course-vanished'
	| 'team-vanished'
	| 'unusable-row'
	| 'cut-text'
	| 'refused-id'
	| 'listing-stuck'
	| 'optional-part-failed'
	| 'duplicate-row';

/** Something a person should know, counted by kind. `subject` is an id or a name, `detail` one plain sentence. */
export interface Warning {
	kind: WarningKind;
	subject: string;
	detail: string;
	/** How many of what its kind counts (grants, rows, texts) this one warning is about; 1 when absent. */
	amount?: number;
}

/** Where one listing stands. */
export interface Checkpoint {
	/** `accounts`, `team-members:<id>`, … */
	listing: string;
	/** Offset of the next page, null when complete. */
	next: number | null;
	/** Rows received so far. */
	rows: number;
}

/** What one page brings; committed in one transaction with its checkpoint. */
export interface Batch {
	checkpoint?: Checkpoint;
	resourceTypes?: ResourceType[];
	resources?: Resource[];
	entitlements?: Entitlement[];
	grants?: GrantRow[];
	/** Grants that an earlier version of a row gave; removed before `grants` are put. */
	withdrawn?: GrantRow[];
	warnings?: Warning[];
	/** Put on the shelf of notes, see `WorkingFile.note`. */
	notes?: [key: string, value: string][];
}

export interface Counts {
	accounts: number;
	teams: number;
	courses: number;
	/** All resources, other types included. */
	resources: number;
	entitlements: number;
	grants: number;
	warnings: number;
}
