import {toBinary} from '@bufbuild/protobuf';
import {anyUnpack} from '@bufbuild/protobuf/wkt';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {accessLevelId, mapAccount} from '../../../source/connector/accounts.ts';
import {mapCourse} from '../../../source/connector/courses.ts';
import {cutText} from '../../../source/connector/cut-text.ts';
import {isEmail} from '../../../source/connector/email.ts';
import {
	entitlementId,
	grantId,
	parseEntitlementId,
	parseGrantId,
	resourceTypeIds,
	slugs,
} from '../../../source/connector/ids.ts';
import {courseAssignment} from '../../../source/connector/provisioning.ts';
import {resourceTypes} from '../../../source/connector/resource-types.ts';
import {mapTeam, nestedTeamGrant} from '../../../source/connector/teams.ts';
import {GrantExpandableSchema, ResourceSchema, UserTraitSchema} from '../../../source/proto/model.ts';
import {extraIds} from '../../../source/settings/extras.ts';
import {mappingExtrasOf} from '../../../source/sync/mapping-extras.ts';
import {accounts, courses, teams} from './golden.ts';

const account = accounts()[0]!;
const team = teams()[1]!;
const course = courses()[0]!;

describe('ids', () => {
	const id = fc
		.string({minLength: 1})
		.filter((text) => !/:(member|leader|admin|assigned|completed|in_progress):/.test(`:${text}:`));

	test('an entitlement id is read back, also when the resource id holds colons', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...Object.values(resourceTypeIds)),
				fc.string({minLength: 1}),
				fc.constantFrom(...slugs),
				(type, resource, slug) => {
					expect(parseEntitlementId(entitlementId(type, resource, slug))).toEqual({
						resourceType: type,
						resourceId: resource,
						slug,
					});
				},
			),
		);
	});

	test('a grant id is read back, also when both ids hold colons', () => {
		fc.assert(
			fc.property(
				id,
				fc.constantFrom(...slugs),
				fc.constantFrom('user', 'team'),
				id,
				(resource, slug, principalType, principalId) => {
					const entitlement = entitlementId('course', resource, slug);
					expect(parseGrantId(grantId(entitlement, principalType, principalId))).toEqual({
						resourceType: 'course',
						resourceId: resource,
						slug,
						entitlementId: entitlement,
						principalType,
						principalId,
					});
				},
			),
		);
	});

	test.each(['', 'course', 'course:x', 'course::assigned', 'course:x:owner', 'group:x:member', ':x:member'])(
		'%j is no entitlement of ours',
		(text) => expect(parseEntitlementId(text)).toBeNull(),
	);

	test('a grant id that can be read in two ways is not guessed', () => {
		expect(parseGrantId('course:a:assigned:user:b:assigned:user:c')).toBeNull();
	});
});

describe('provisioning', () => {
	const principal = {id: {resourceType: 'user', resource: '-u:1'}};
	test('assigned of a course can be changed', () => {
		expect(courseAssignment({id: 'course:-c:2:assigned'}, principal as never)).toEqual({
			courseId: '-c:2',
			accountId: '-u:1',
		});
	});
	test.each(['course:c:completed', 'course:c:in_progress', 'team:t:member', 'nonsense'])('%s cannot', (id) => {
		expect(() => courseAssignment({id}, principal as never)).toThrow(
			expect.objectContaining({code: 'input/unsupported'}),
		);
	});
	test('only for accounts', () => {
		expect(() =>
			courseAssignment({id: 'course:c:assigned'}, {id: {resourceType: 'team', resource: 't'}} as never),
		).toThrow(expect.objectContaining({code: 'input/unsupported'}));
	});
});

describe('e-mail addresses', () => {
	test.each(['a@b.co', 'Carla@Example.com', "o'neil+x@mail.example.co.uk", '李@example.com', `${'a'.repeat(64)}@b.co`])(
		'%s is taken',
		(text) => expect(isEmail(text)).toBe(true),
	);
	test.each([
		'',
		'bo.li',
		'a@',
		'@b.co',
		'a b@c.de',
		'a@b_c.de',
		'a@-b.de',
		'a@b..de',
		'.a@b.de',
		'a..b@c.de',
		'Ana <a@b.co>',
		'a@b.co; c@d.co',
		'a\u0000@b.co',
		`${'a'.repeat(65)}@b.co`,
		`a@${'b'.repeat(64)}.co`,
		`a@${'b.'.repeat(130)}co`,
	])('%j is refused', (text) => expect(isEmail(text)).toBe(false));

	const emails = (email: string) => {
		const mapped = mapAccount({...account, email}, {accessLevels: false});
		return {
			written: anyUnpack(mapped.resources[0]!.annotations[0]!, UserTraitSchema)!.emails.map(({address}) => address),
			warnings: mapped.warnings.map(({kind}) => kind),
		};
	};
	test('an invalid one is left out with a warning, a missing one is counted', () => {
		expect(emails('nonsense')).toEqual({written: [], warnings: ['invalid-email']});
		expect(emails('')).toEqual({written: [], warnings: ['account-without-email']});
		expect(emails(' ana@example.com ')).toEqual({written: ['ana@example.com'], warnings: []});
	});
});

describe('long and odd texts', () => {
	test('a cut text fits, is whole characters, and starts as the original', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary'}), fc.integer({min: 3, max: 60}), (text, limit) => {
				const cut = cutText(text, limit);
				expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(limit);
				expect(cut.isWellFormed()).toBe(true);
				if (Buffer.byteLength(text) <= limit) expect(cut).toBe(text.toWellFormed());
				else expect(text.toWellFormed().startsWith(cut.slice(0, -1))).toBe(true);
			}),
		);
	});

	test('names and descriptions are cut at the byte limits, with one warning for the resource', () => {
		const mapped = mapCourse({...course, name: '李'.repeat(1000)});
		expect(mapped.warnings.map(({kind, subject}) => [kind, subject])).toEqual([['cut-text', course.id]]);
		expect(Buffer.byteLength(mapped.resources[0]!.displayName)).toBeLessThanOrEqual(1024);
		for (const entitlement of mapped.entitlements) {
			expect(Buffer.byteLength(entitlement.displayName)).toBeLessThanOrEqual(1024);
			expect(Buffer.byteLength(entitlement.description)).toBeLessThanOrEqual(2048);
		}
		expect(
			mapTeam({...team, name: 'x'.repeat(1024)}, {teamRoles: false, nestedTeams: false}).resources[0]!.displayName,
		).toHaveLength(1024);
	});

	test('whatever the text, the message can be written', () => {
		fc.assert(
			fc.property(
				fc.string({unit: fc.integer({min: 0, max: 0xffff}).map((code) => String.fromCharCode(code))}),
				(text) => {
					const mapped = [
						mapAccount({...account, userName: text, firstName: text, email: text, brand: text}, {accessLevels: true}),
						mapCourse({...course, name: text, description: text}),
						mapTeam({...team, name: text, parentTeamId: text}, {teamRoles: true, nestedTeams: true}),
					];
					for (const {resources} of mapped) {
						for (const resource of resources) expect(toBinary(ResourceSchema, resource).length).toBeGreaterThan(0);
					}
				},
			),
		);
	});

	test('an id that ConductorOne cannot take leaves the record out, with a warning', () => {
		for (const id of ['', 'x'.repeat(451)]) {
			const mapped = mapCourse({...course, id});
			expect(mapped).toMatchObject({resources: [], entitlements: [], warnings: [{kind: 'refused-id'}]});
		}
	});
});

describe('extras', () => {
	test('access levels are roles with one entitlement, whatever the spelling', () => {
		expect(accessLevelId('Account_Owner')).toBe('account_owner');
		expect(accessLevelId(' account  owner')).toBe('account_owner');
		const mapped = mapAccount({...account, accessLevel: 'Account_Owner'}, {accessLevels: true});
		expect(mapped.resources[1]).toMatchObject({
			id: {resourceType: 'access_level', resource: 'account_owner'},
			displayName: 'Account Owner',
		});
		expect(mapped.entitlements.map(({id, displayName}) => [id, displayName])).toEqual([
			['access_level:account_owner:assigned', 'Access level Account Owner assigned'],
		]);
		expect(mapped.grants).toEqual([
			{entitlementId: 'access_level:account_owner:assigned', principalType: 'user', principalId: account.id},
		]);
		expect(mapAccount({...account, accessLevel: ''}, {accessLevels: true}).grants).toEqual([]);
	});

	test('team leaders and admins are entitlements of the team, nested teams are expandable grants', () => {
		const mapped = mapTeam(team, {teamRoles: true, nestedTeams: true});
		expect(mapped.entitlements.map(({slug, grantableTo}) => [slug, grantableTo.map(({id}) => id)])).toEqual([
			['member', ['user', 'team']],
			['leader', ['user']],
			['admin', ['user']],
		]);
		const grant = nestedTeamGrant(team);
		expect(grant).toMatchObject({
			entitlementId: `team:${team.parentTeamId}:member`,
			principalType: 'team',
			principalId: team.id,
		});
		expect(anyUnpack(grant.annotations![0]!, GrantExpandableSchema)).toMatchObject({
			entitlementIds: [`team:${team.id}:member`],
			resourceTypeIds: ['user'],
		});
	});

	test('account details go into profile and trait; nothing else does', () => {
		const details = {
			originalId: '4100001',
			lastLogin: '2024-03-02T09:10:11Z',
			createdDate: '2023-01-05T00:00:00.5',
			managerId: '0',
			managerName: 'nobody',
			jobTitle: 'Analyst',
			companyName: '',
			externalEmployeeId: 'E-7',
			loginKey: 'https://acme.litmos.com//login.aspx?loginkey=1',
		};
		const mapped = mapAccount({...account, details}, {accessLevels: false});
		const trait = anyUnpack(mapped.resources[0]!.annotations[0]!, UserTraitSchema)!;
		expect(trait.employeeIds).toEqual(['E-7']);
		expect(trait.lastLogin?.seconds).toBe(BigInt(Date.UTC(2024, 2, 2, 9, 10, 11) / 1000));
		expect(trait.createdAt).toMatchObject({seconds: BigInt(Date.UTC(2023, 0, 5) / 1000), nanos: 500_000_000});
		expect(Object.keys(trait.profile!).sort()).toEqual([
			'access_level',
			'brand',
			'created_at',
			'employee_id',
			'first_name',
			'job_title',
			'last_login',
			'last_name',
			'original_id',
			'user_id',
		]);
		expect(JSON.stringify(trait.profile)).not.toContain('loginkey');
	});

	test.each(['', '0001-01-01T00:00:00', 'never'])('the date %j is no date', (lastLogin) => {
		const details = {
			originalId: '',
			lastLogin,
			createdDate: '',
			managerId: 'm1',
			managerName: 'Max',
			jobTitle: '',
			companyName: '',
			externalEmployeeId: '',
		};
		const mapped = mapAccount({...account, details}, {accessLevels: false});
		const trait = anyUnpack(mapped.resources[0]!.annotations[0]!, UserTraitSchema)!;
		expect(trait.lastLogin).toBeUndefined();
		expect(trait.profile).toMatchObject({manager_id: 'm1', manager_name: 'Max'});
	});

	test('each extra brings its resource type', () => {
		expect(resourceTypes(mappingExtrasOf(extraIds)).map(({id}) => id)).toEqual([
			'access_level',
			'achievement',
			'course',
			'learning_path',
			'module',
			'team',
			'user',
		]);
	});
});
