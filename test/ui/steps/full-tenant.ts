import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type ExplorerClient, startExplorer} from '../../../source/c1z/explorer-client.ts';
import type {Warning, WarningKind} from '../../../source/c1z/model.ts';
import {createWorkingFile} from '../../../source/c1z/working-file.ts';
import {
	account,
	course,
	courseEntitlements,
	entitlement,
	grant,
	resourceTypes,
	scope,
	team,
} from '../../unit/c1z/tenant.ts';

/** Rows of each list: more than the tallest window has. */
export const rowsOfEach = 60;
const kinds: WarningKind[] = [
	'account-without-email',
	'invalid-email',
	'unknown-principal',
	'course-vanished',
	'team-vanished',
	'unusable-row',
	'cut-text',
	'refused-id',
	'listing-stuck',
	'optional-part-failed',
	'duplicate-row',
];
export const findingsOfFull = kinds.length;

/** A finished read whose every list is longer than the window, with one finding of each kind. */
export async function startFullTenant(): Promise<ExplorerClient> {
	const folder = mkdtempSync(join(tmpdir(), 'litmos-full-'));
	const path = join(folder, 'working.db');
	const file = createWorkingFile(path, scope);
	const numbers = Array.from({length: rowsOfEach}, (_, index) => index + 10);
	const people = [
		account('a1', {person: ['Ana', 'Ruiz']}),
		...numbers.slice(1).map((number) => account(`p${number}`, {person: ['Person', String(number)]})),
	];
	const teams = numbers.map((number) => team(`t${number}`, `Team ${number}`));
	const courses = numbers.map((number) => course(`c${number}`, `Course ${number}`));
	file.commit({
		resourceTypes,
		resources: [...people, ...teams, ...courses],
		entitlements: [...teams.map((each) => entitlement(each, 'member')), ...courses.flatMap(courseEntitlements)],
		grants: people.flatMap(({id}, index) => [
			grant(teams[index]!, 'member', id!.resource),
			grant(courses[0]!, 'assigned', id!.resource),
		]),
		warnings: kinds.map((kind): Warning => ({kind, subject: 'p11', detail: 'One of each.'})),
	});
	file.close();
	const client = await startExplorer(path);
	return {
		...client,
		close: async () => {
			await client.close();
			rmSync(folder, {recursive: true, force: true});
		},
	};
}
