import type {Message} from '@bufbuild/protobuf';
import type {GenMessage} from '@bufbuild/protobuf/codegenv2';
import {anyUnpack, StructSchema, type Value} from '@bufbuild/protobuf/wkt';
import {
	GroupTraitSchema,
	type Resource,
	Status_ResourceStatus,
	UserTrait_Status_Status,
	UserTraitSchema,
} from '../proto/model.ts';

import {withoutEntities} from '../text/entities.ts';

/** What a resource is shown as. Stored as a number. */
export const kinds = {placeholder: -1, other: 0, account: 1, team: 2, course: 3} as const;
export type Kind = (typeof kinds)[keyof typeof kinds];

/** What the preview shows of a resource, read out of its message, so that any connector's file can be shown. */
export interface Facts {
	kind: Kind;
	/**
	 * As it is shown, entities decoded. Of an account: first and last name where the profile has them; the display name is
	 * often just the login.
	 */
	name: string;
	login: string;
	email: string;
	active: boolean;
	level: string;
	code: string;
	/** The number in the course's web address. */
	number: string;
	parent: string;
	/** Every entry of the trait's profile or of the bare Struct, as text. */
	profile: Record<string, string>;
}

/** Reads the facts from UserTrait, GroupTrait and the bare Struct that courses carry (baton protocol sheet, section 3). */
export function factsOf(resource: Resource): Facts {
	const type = resource.id?.resourceType ?? '';
	const user = annotationOf(resource, UserTraitSchema);
	const group = user ? undefined : annotationOf(resource, GroupTraitSchema);
	const struct = user || group ? undefined : annotationOf(resource, StructSchema);
	const profile = textEntries(resource.profile ?? user?.profile ?? group?.profile ?? plain(struct?.fields));
	// An account without a name is shown by its login, which stays as it is.
	const person = user && personName(profile);
	const email = user?.emails.find((entry) => entry.isPrimary) ?? user?.emails[0];
	const facts: Facts = {
		kind: kinds.other,
		name: person || !user ? withoutEntities(person || resource.displayName) : resource.displayName,
		login: user?.login ?? '',
		email: email?.address ?? '',
		active: isActive(resource, user?.status?.status, profile),
		level: profile.access_level ?? '',
		code: profile.Code ?? profile.CodeForBulkImport ?? '',
		number: profile.OriginalId ?? '',
		parent: resource.parentResourceId?.resource ?? profile.ParentTeamId ?? '',
		profile,
	};
	if (user || type === 'user') facts.kind = kinds.account;
	else if (type === 'course') facts.kind = kinds.course;
	else if (group || type === 'team') facts.kind = kinds.team;
	return facts;
}

/** Folds text for searching and sorting: no case, no accents. */
export function fold(text: string): string {
	// Most names are plain ASCII, which needs no normalisation.
	// biome-ignore lint/suspicious/noControlCharactersInRegex: the ASCII range
	if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
	return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The column that is searched: each text once, folded. */
export function searchText(facts: Facts, id: string): string {
	const {name, login, email, code, number} = facts;
	return fold([...new Set([name, login, email, code, number, id])].filter(Boolean).join('\n'));
}

function personName({first_name = '', last_name = ''}: Record<string, string>): string {
	return [first_name.trim(), last_name.trim()].filter(Boolean).join(' ');
}

function isActive(
	resource: Resource,
	status: UserTrait_Status_Status | undefined,
	profile: Record<string, string>,
): boolean {
	const own = resource.status?.status ?? Status_ResourceStatus.UNSPECIFIED;
	if (own !== Status_ResourceStatus.UNSPECIFIED) {
		return own === Status_ResourceStatus.ENABLED;
	}
	if (status) return status === UserTrait_Status_Status.ENABLED;
	return profile.Active !== 'false';
}

/** The first annotation of a kind. */
export function annotationOf<M extends Message>(resource: Resource, schema: GenMessage<M>): M | undefined {
	const any = resource.annotations.find((entry) => entry.typeUrl.endsWith(`/${schema.typeName}`));
	if (!any) return undefined;
	try {
		return anyUnpack(any, schema);
	} catch {
		// A message we cannot read is shown without these facts; its bytes are kept as they are.
		return undefined;
	}
}

function plain(fields: Record<string, Value> | undefined): Record<string, unknown> | undefined {
	if (!fields) return undefined;
	return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, value.kind.value]));
}

function textEntries(values: Record<string, unknown> | undefined): Record<string, string> {
	const entries = Object.entries(values ?? {}).map(([key, value]): [string, string] => [key, asText(value)]);
	return Object.fromEntries(entries);
}

function asText(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'object')
		return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? String(part) : part));
	return String(value);
}
