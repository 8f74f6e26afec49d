import type {Entitlement, Grant, Resource, UserTrait} from '../../proto/model.ts';

/** Takes the rows of a file while it is judged; they count only once the file is accepted. */
export interface ArrivalSink {
	resourceType(type: {id: string; displayName: string; traits: string[]}): void;
	resource(resource: Resource, trait: UserTrait | null): void;
	entitlement(entitlement: Entitlement): void;
	grant(grant: Grant): void;
}

/** One upload on its way in. */
export interface Delivery {
	sink: ArrivalSink | null;
	accept(of: {syncId: string; syncType: string}): void;
	drop(): void;
}

/** Takes in uploads, by connector. */
export interface Intake {
	open(connectorId: string): Delivery;
}
