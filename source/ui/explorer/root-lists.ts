import type {ChangeRow, GrantLine} from '../../c1z/explorer-answers.ts';
import type {AccountLine, CourseLine, ResourceLine, TeamLine} from '../../c1z/resource-lines.ts';
import {type Finding, says} from '../../findings/findings.ts';
import {findingMessages} from '../../findings/messages.ts';
import {fold} from '../text.ts';
import type {Level, RootList} from './explorer-state.ts';
import {
	idColumn,
	type List,
	list,
	nameColumn,
	numberColumn,
	resources,
	stateColumn,
	studyColumns,
	textColumn,
} from './lists.ts';
import {explorerMessages} from './messages.ts';
import {relatedList} from './related-list.ts';

const title = explorerMessages.columns;

const accounts = resources<AccountLine>({
	columns: (look) => [
		nameColumn(),
		textColumn('email', title.email, (row) => row.email, 4, {min: 24}),
		stateColumn(3),
		textColumn('level', title.level, (row) => explorerMessages.level(row.level), 5),
		numberColumn('grants', title.grants, (row) => row.grants, 2),
		...(look.isWide
			? [textColumn<AccountLine>('login', title.login, (row) => (row.login === row.email ? '' : row.login), 6)]
			: []),
		...idColumn<AccountLine>(look),
	],
	read: (client, query, options) => client.accounts(query, options),
	item: ({id}) => ({kind: 'account', id}),
	apart: (row) => row.login || row.email || row.id,
});

const teams = resources<TeamLine>({
	columns: (look) => [
		nameColumn(),
		numberColumn('members', title.members, (row) => row.members, 2),
		...idColumn<TeamLine>(look),
	],
	read: (client, query, options) => client.teams(query, options),
	item: ({id}) => ({kind: 'team', id}),
	apart: (row) => row.id,
});

const courses = resources<CourseLine>({
	columns: (look) => [
		nameColumn(),
		textColumn('code', title.code, (row) => row.code, 4, {max: 24, cut: 'middle'}),
		stateColumn(6),
		...studyColumns<CourseLine>(look),
		...(look.isWide ? [textColumn<CourseLine>('number', title.number, (row) => row.number, 8)] : []),
		...idColumn<CourseLine>(look),
	],
	read: (client, query, options) => client.courses(query, options),
	item: ({id}) => ({kind: 'course', id}),
	apart: (row) => row.code || row.number || row.id,
});

const grants = list<GrantLine>({
	columns: () => [
		textColumn('account', title.account, (row) => row.principalName || row.principalId, 1, {min: 16}),
		textColumn('how', title.how, (row) => explorerMessages.slugs[row.slug] ?? row.slug, 3),
		textColumn('of', title.of, (row) => row.resourceName || row.resourceId, 2, {min: 24, max: 80}),
		textColumn('kind', title.kind, (row) => explorerMessages.kindOf(row.type), 4),
		textColumn('login', title.login, (row) => row.principalLogin, 5, {min: 16}),
	],
	read: (client, query, options) => client.grants(query, options),
	key: (row) => [row.type, row.resourceId, row.slug, row.principalType, row.principalId].join('\n'),
	item: ({type, resourceId, slug, principalType, principalId}) => ({
		kind: 'grant',
		...{type, resourceId, slug, principalType, principalId},
	}),
	name: (row) => row.principalName || row.principalId,
	lines: (row) => [
		explorerMessages.grantSays(
			explorerMessages.slugs[row.slug] ?? row.slug,
			explorerMessages.kindOf(row.type),
			row.resourceName || row.resourceId,
		),
	],
	filters: ['assigned', 'completed', 'in_progress', 'member'],
});

const changes = list<ChangeRow>({
	columns: () => [
		textColumn('change', title.change, (row) => explorerMessages.changes[row.change], 1),
		textColumn('what', title.kind, (row) => explorerMessages.kindOf(row.what), 3),
		textColumn('name', title.name, nameOfChange, 2, {min: 20, max: 120}),
		textColumn('detail', title.detail, (row) => row.detail, 4, {min: 16, max: 120}),
	],
	read: (client, query, options) => client.changes(query, options),
	key: (row) => [row.change, row.what, row.id].join('\n'),
	item: ({key}) => ({kind: 'change', key}),
	name: nameOfChange,
	lines: (row) =>
		[
			explorerMessages.changeSays(explorerMessages.changes[row.change], explorerMessages.kindOf(row.what)),
			...row.detail.split(', '),
		].filter(Boolean),
	filters: ['added', 'removed', 'changed'],
});

const findings = list<Finding>({
	columns: ({symbols}) => [
		textColumn('finding', title.finding, (row) => `${signOf(row, symbols)} ${says(row)}`, 1, {min: 30, max: 120}),
		numberColumn('amount', title.amount, (row) => row.subjects, 2),
	],
	// There are at most a dozen, and what they say is known here only.
	read: async (client, {search = '', offset, limit}, options) => {
		const all = (await client.findings(options)).filter((row) => fold(says(row)).includes(fold(search)));
		return {lines: all.slice(offset, offset + limit), total: all.length};
	},
	key: (row) => row.kind,
	item: ({kind}) => ({kind: 'finding', finding: kind}),
	name: says,
	lines: ({kind}) => [findingMessages[kind].meaning, findingMessages[kind].next].filter(Boolean),
});

/** A grant ends with its slug. */
function nameOfChange({name, id, what}: ChangeRow): string {
	const [slug = ''] = what === 'grant' ? (/[a-z_]+$/.exec(name) ?? []) : [];
	return slug === '' ? name || id : `${name.slice(0, -slug.length)}${explorerMessages.slugs[slug] ?? slug}`;
}

function signOf({severity}: Finding, symbols: {error: string; warning: string; info: string}): string {
	return {high: symbols.error, medium: symbols.warning, low: symbols.info}[severity];
}

const others = (type: string) =>
	resources<ResourceLine>({
		columns: (look) => [
			nameColumn(),
			textColumn('code', title.code, (row) => row.code, 4, {max: 24}),
			textColumn('parent', title.parent, (row) => row.parent, 5),
			...studyColumns<ResourceLine>(look).map((column) => ({...column, value: orNothing(column.value)})),
			...idColumn<ResourceLine>(look),
		],
		read: (client, query, options) => client.resources(type, query, options),
		item: ({id}) => ({kind: 'resource', type, id}),
		apart: (row) => row.code || row.parent || row.id,
	});

/** Where nothing of the kind can be held, a column of zeros goes. */
const orNothing = (value: (row: ResourceLine) => string) => (row: ResourceLine) =>
	value(row) === '0' ? '' : value(row);

const known = {accounts, teams, courses, grants, changes, findings};
const ofTypes = new Map<string, List>();

export function listOf({list: id}: Pick<Level, 'list'>): List {
	if (id === 'related') return relatedList;
	if (!isOfType(id)) return known[id];
	const type = typeOf(id);
	const found = ofTypes.get(type) ?? others(type);
	ofTypes.set(type, found);
	return found;
}

const isOfType = (id: RootList): id is `type:${string}` => id.startsWith('type:');
export const typeOf = (id: RootList): string => id.slice('type:'.length);
