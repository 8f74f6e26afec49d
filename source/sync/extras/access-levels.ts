import {create} from '@bufbuild/protobuf';
import {resourceTypeIds} from '../../connector/ids.ts';
import {ResourceTypeSchema, ResourceType_Trait as Trait} from '../../proto/model.ts';
import {type ExtraEntry, free} from './extra.ts';

export const accessLevels: ExtraEntry = {
	label: 'Access levels',
	gives: 'Each access level in Litmos, such as Administrator, as a role that accounts have.',
	each: null,
	resourceType: create(ResourceTypeSchema, {
		id: resourceTypeIds.accessLevel,
		displayName: 'Access level',
		traits: [Trait.ROLE],
	}),
	lists: {},
	cost: free,
};
