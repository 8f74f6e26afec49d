import {fromBinary} from '@bufbuild/protobuf';
import {type Any, StructSchema} from '@bufbuild/protobuf/wkt';
import type {UserTrait} from '../../../../source/proto/model.ts';
import {GrantExpandableSchema, GroupTraitSchema, UserTraitSchema} from '../../../../source/proto/model.ts';
import {registry} from '../../../../source/proto/registry.ts';
import {type Complain, checkGrantExpandable, checkGroupTrait, checkUserTrait} from './limits.ts';

const prefix = 'type.googleapis.com/';

export interface Traits {
	user: UserTrait | null;
	group: boolean;
}

/**
 * Every annotation must be of a type that the readers know (one unknown type breaks the older reader, protocol sheet,
 * section 6) and must decode. Gives the traits found.
 */
export function checkAnnotations(annotations: readonly Any[], complain: Complain): Traits {
	const traits: Traits = {user: null, group: false};
	for (const {typeUrl, value} of annotations) {
		const name = typeUrl.startsWith(prefix) ? typeUrl.slice(prefix.length) : null;
		const schema =
			name === StructSchema.typeName ? StructSchema : name === null ? undefined : registry.getMessage(name);
		if (!schema) {
			complain(`annotations: unknown type ${typeUrl}`);
			continue;
		}
		try {
			if (schema.typeName === UserTraitSchema.typeName) {
				traits.user = fromBinary(UserTraitSchema, value);
				checkUserTrait(traits.user, (rule) => complain(`UserTrait.${rule}`));
			} else if (schema.typeName === GroupTraitSchema.typeName) {
				traits.group = true;
				checkGroupTrait(fromBinary(GroupTraitSchema, value), (rule) => complain(`GroupTrait.${rule}`));
			} else if (schema.typeName === GrantExpandableSchema.typeName) {
				const expandable = fromBinary(GrantExpandableSchema, value);
				checkGrantExpandable(expandable, (rule) => complain(`GrantExpandable.${rule}`));
			} else {
				fromBinary(schema, value);
			}
		} catch {
			complain(`annotations: ${schema.typeName} does not decode`);
		}
	}
	return traits;
}
