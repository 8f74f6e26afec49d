import {create} from '@bufbuild/protobuf';
import {
	Capability,
	type ConnectorCapabilities,
	ConnectorCapabilitiesSchema,
	type ConnectorMetadata,
	ConnectorMetadataSchema,
} from '../proto/model.ts';
import {resourceTypeIds} from './ids.ts';
import {type MappingExtras, resourceTypes} from './resource-types.ts';

export interface Abilities {
	extras: MappingExtras;
	/** Courses can be granted and revoked. */
	provisioning: boolean;
}

/**
 * What the connector can do, as the `capabilities` command prints it and Hello sends it. Without extras and
 * provisioning: that of baton-litmos.
 */
export function capabilities({extras, provisioning}: Abilities): ConnectorCapabilities {
	return create(ConnectorCapabilitiesSchema, {
		resourceTypeCapabilities: resourceTypes(extras).map((resourceType) => ({
			resourceType,
			capabilities:
				provisioning && resourceType.id === resourceTypeIds.course
					? [Capability.SYNC, Capability.PROVISION]
					: [Capability.SYNC],
		})),
		// By number, as ConductorOne's own programs sort them.
		connectorCapabilities: provisioning ? [Capability.PROVISION, Capability.SYNC] : [Capability.SYNC],
	});
}

/** Names and abilities for Hello. */
export function connectorMetadata(abilities: Abilities): ConnectorMetadata {
	return create(ConnectorMetadataSchema, {
		displayName: 'Litmos Baton Connector',
		description: 'A Baton connector for Litmos',
		helpUrl: 'https://www.conductorone.com/docs/baton/litmos/',
		capabilities: capabilities(abilities),
	});
}
