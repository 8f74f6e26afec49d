/** An account's, team's or course's light form. */
export interface ArrivedResource {
	type: string;
	id: string;
	displayName: string;
	/** Null unless it is an account. */
	account: {email: string; login: string; enabled: boolean} | null;
}
export interface ArrivedEntitlement {
	id: string;
	resourceType: string;
	resourceId: string;
	slug: string;
	displayName: string;
	description: string;
}
export interface ArrivedGrant {
	entitlementId: string;
	principalType: string;
	principalId: string;
}

/** Takes the rows of a sync while they come; they count only once the sync is accepted. */
export interface ArrivalSink {
	resourceType(type: {id: string; displayName: string; traits: string[]}): void;
	resource(resource: ArrivedResource): void;
	entitlement(entitlement: ArrivedEntitlement): void;
	grant(grant: ArrivedGrant): void;
}

/** One sync's rows on their way in; exactly one of `accept` and `drop` ends it. */
export interface Delivery {
	sink: ArrivalSink;
	accept(): void;
	drop(): void;
}

/** Takes in syncs, by connector. */
export interface Intake {
	open(connectorId: string): Delivery;
}
