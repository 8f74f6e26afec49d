import {create, createRegistry, toJson} from '@bufbuild/protobuf';
import {type Any, StructSchema} from '@bufbuild/protobuf/wkt';
import {GroupTraitSchema, type Resource, ResourceSchema, RoleTraitSchema, UserTraitSchema} from '../proto/model.ts';
import {registry} from '../proto/registry.ts';
import {annotationOf, factsOf} from './facts.ts';
import {changeMessages} from './messages.ts';

const known = createRegistry(registry, StructSchema);
const longestValue = 40;

/**
 * What differs between two messages of one resource, in words (`active: true → false, level: Learner → Administrator`),
 * or `''` when they say the same. The order of map entries and marks that ConductorOne's programs leave (creation source,
 * empty ETag) say nothing.
 */
export function describeChange(before: Resource, now: Resource): string {
	const old = entriesOf(before);
	const next = entriesOf(now);
	const parts: string[] = [];
	for (const name of new Set([...old.keys(), ...next.keys()])) {
		const [from, to] = [old.get(name) ?? '', next.get(name) ?? ''];
		if (from !== to) parts.push(changeMessages.change(name, short(from), short(to)));
	}
	if (parts.length === 0 && canonical(before) !== canonical(now)) parts.push(changeMessages.otherDetails);
	return parts.join(', ');
}

/** Profile entries that repeat a fact are not said twice. */
const repeated = new Set([
	'Name',
	'first_name',
	'last_name',
	'Active',
	'access_level',
	'Code',
	'CodeForBulkImport',
	'OriginalId',
	'ParentTeamId',
]);

function entriesOf(resource: Resource): Map<string, string> {
	const facts = factsOf(resource);
	const entries = new Map(changeMessages.fields.map((field): [string, string] => [field, String(facts[field])]));
	entries.set(changeMessages.description, resource.description);
	for (const [key, value] of Object.entries(facts.profile)) if (!repeated.has(key)) entries.set(key, value);
	return entries;
}

/** One text for all messages that say the same. */
function canonical(resource: Resource): string {
	const annotations = resource.annotations.map(annotationText).filter(Boolean).sort();
	const {id, parentResourceId, displayName, description} = resource;
	// Earlier connectors say these in the trait only.
	const user = annotationOf(resource, UserTraitSchema);
	const trait = user ?? annotationOf(resource, GroupTraitSchema) ?? annotationOf(resource, RoleTraitSchema);
	return sorted([
		id?.resourceType,
		id?.resource,
		parentResourceId?.resource,
		displayName,
		description,
		resource.status?.status ?? user?.status?.status,
		resource.profile ?? trait?.profile,
		annotations,
	]);
}

function annotationText(any: Any): string {
	if (any.typeUrl.endsWith('.ETag') && any.value.length === 0) return '';
	try {
		const json = toJson(ResourceSchema, create(ResourceSchema, {annotations: [any]}), {registry: known});
		return sorted(json);
	} catch {
		return `${any.typeUrl} ${Buffer.from(any.value).toString('base64')}`;
	}
}

function sorted(value: unknown): string {
	return JSON.stringify(value, (_, part: unknown) =>
		part && typeof part === 'object' && !Array.isArray(part)
			? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
			: part,
	);
}

function short(value: string): string {
	if (value === '') return changeMessages.empty;
	const line = value.replaceAll(/\s+/g, ' ');
	return line.length > longestValue ? `${line.slice(0, longestValue)}…` : line;
}
