/** What a person should look at: first what may be wrong in what is sent, last what is good to know. */
export const severities = ['high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

/** What the subjects of a finding are. `any`: resources of whatever type; `list`: a list of Litmos, which has no details. */
export type About = 'account' | 'team' | 'course' | 'any' | 'list';

/**
 * How the subjects of a kind are found in a finished file, in SQL over its views `accounts`, `teams`, `courses` and
 * `course_grants`. The text of a name without case, space and punctuation is `bare(name)`.
 */
export interface Question {
	/**
	 * Gives a row where the file can answer. A file of another connector may know no leaders, and a read of resources alone
	 * no members: the kind is then left out, for "none" would be a guess.
	 */
	needs: string;
	/**
	 * One row for each thing to list, in the order of the list: `resource`, the key of whom it is about; `other`, the key of
	 * what else belongs to it, or 0; `amount`, what it adds to the amount of the finding; `detail`, a date, an address or ''.
	 */
	rows: string;
}

export interface FindingKind {
	severity: Severity;
	about: About;
	/** `warnings`: what was noticed while Litmos was read. */
	counted: 'warnings' | Question;
}

const hasAccounts = 'select 1 from accounts limit 1';
const hasGrants = 'select 1 from grants limit 1';

/** A file of another program has no dates. */
const hasDeadlines = "select 1 from grants where not exists (select 1 from meta where key = 'imported') limit 1";

/**
 * Active people whose deadline passed more than a day before the file was finished: which zone Litmos' dates have is not
 * documented. Earlier than 1971 stands for a day that is not known. Course by course, as an index has them: hundreds of
 * thousands need not be sorted.
 */
const passed = (slug: string) => `
	select a.key as resource, c.key as other, 1 as amount,
			iif(d.at < 31536000, '', strftime('%Y-%m-%d', d.at, 'unixepoch')) as detail
		from courses c cross join entitlements e on e.resource = c.key and e.slug = '${slug}'
			cross join deadlines d on d.entitlement = e.key cross join accounts a on a.key = d.principal
		where a.active = 1 and d.at < unixepoch((select value from meta where key = 'finishedAt')) - 86400
		order by c.sort, c.search, c.key`;

/** Accounts whose address several have; `names` is how many names those have. */
const sameAddress = (names: string) => `
	with shared as (
		select lower(email) as address from accounts where email <> ''
			group by address having count(*) > 1 and count(distinct sort) ${names}
	)
	select a.key as resource, 0 as other, iif(lag(address) over listed is address, 0, 1) as amount, a.email as detail
		from shared join accounts a on lower(a.email) = address and a.email <> ''
		window listed as (order by address, a.sort, a.key) order by address, a.sort, a.key`;

/**
 * Every kind of finding, the serious ones first; what each says and how to act stands in `messages.ts` under the same id.
 * An account that is matched to the wrong person matters more than one that is matched to nobody, and that more than a
 * text that was shortened.
 */
export const findingKinds = {
	'listing-stuck': {severity: 'high', about: 'list', counted: 'warnings'},
	'optional-part-failed': {severity: 'high', about: 'list', counted: 'warnings'},
	'unknown-principal': {severity: 'high', about: 'account', counted: 'warnings'},
	'shared-email': {
		severity: 'high',
		about: 'account',
		counted: {needs: hasAccounts, rows: sameAddress('> 1')},
	},
	'account-without-email': {
		severity: 'medium',
		about: 'account',
		counted: {
			needs: hasAccounts,
			rows: `select key as resource, 0 as other, 1 as amount, '' as detail from accounts
				where email = '' and id not in (select subject from warnings where kind = 'invalid-email') order by sort, search, key`,
		},
	},
	'invalid-email': {severity: 'medium', about: 'account', counted: 'warnings'},
	'duplicate-email': {
		severity: 'medium',
		about: 'account',
		counted: {needs: hasAccounts, rows: sameAddress('= 1')},
	},
	'inactive-with-courses': {
		severity: 'medium',
		about: 'account',
		counted: {
			needs: hasGrants,
			rows: `select a.key as resource, 0 as other, count(distinct g.course) as amount, '' as detail
				from accounts a join course_grants g on g.principal = a.key where a.active = 0
				group by a.key order by a.sort, a.key`,
		},
	},
	'course-overdue': {
		severity: 'medium',
		about: 'account',
		counted: {needs: hasDeadlines, rows: passed('in_progress')},
	},
	'completion-expired': {
		severity: 'medium',
		about: 'account',
		counted: {needs: hasDeadlines, rows: passed('completed')},
	},
	'course-vanished': {severity: 'medium', about: 'course', counted: 'warnings'},
	'team-vanished': {severity: 'medium', about: 'team', counted: 'warnings'},
	'refused-id': {severity: 'medium', about: 'any', counted: 'warnings'},
	'unusable-row': {severity: 'medium', about: 'list', counted: 'warnings'},
	'account-outside-teams': {
		severity: 'low',
		about: 'account',
		counted: {
			needs: `select 1 from entitlements e join teams t on t.key = e.resource where e.slug = 'member' limit 1`,
			// Litmos lists only active people among the members of a team.
			rows: `select key as resource, 0 as other, 1 as amount, '' as detail from accounts where active = 1 and key not in (
				select g.principal from grants g join entitlements e on e.key = g.entitlement join teams t on t.key = e.resource
			) order by sort, search, key`,
		},
	},
	'course-without-members': {
		severity: 'low',
		about: 'course',
		counted: {
			needs: hasGrants,
			rows: `select c.key as resource, 0 as other, 1 as amount, '' as detail from courses c
				join entitlements e on e.resource = c.key and e.slug = 'assigned' where e.grants = 0 and c.active = 1
				order by c.sort, c.key`,
		},
	},
	'team-without-leader': {
		severity: 'low',
		about: 'team',
		counted: {
			needs: `select 1 from entitlements e join teams t on t.key = e.resource where e.slug = 'leader' limit 1`,
			// Of a team whose leaders could not be read it is not known.
			rows: `select t.key as resource, 0 as other, 1 as amount, '' as detail from teams t
				join entitlements e on e.resource = t.key and e.slug = 'leader' where e.grants = 0 and (
					exists (select 1 from checkpoints where listing = 'team-leaders:' || t.id and next is null)
					or not exists (select 1 from checkpoints)
				) order by t.sort, t.key`,
		},
	},
	'similar-courses': {
		severity: 'low',
		about: 'course',
		counted: {
			needs: 'select 1 from courses limit 1',
			// Each with another one like it: the first of its group, or the last for the first itself.
			rows: `with known as (select key, bare(name) as named, lower(trim(code)) as coded, sort from courses),
				likened as (
					select key, named, coded, sort,
						iif(named = '', key, min(key) over (partition by named)) as first_named,
						iif(named = '', key, max(key) over (partition by named)) as last_named,
						iif(coded = '', key, min(key) over (partition by coded)) as first_coded,
						iif(coded = '', key, max(key) over (partition by coded)) as last_coded
					from known
				)
				select key as resource,
					iif(first_named <> last_named, iif(first_named = key, last_named, first_named),
						iif(first_coded = key, last_coded, first_coded)) as other,
					1 as amount, iif(first_named <> last_named, '', coded) as detail
				from likened where first_named <> last_named or first_coded <> last_coded
				order by iif(first_named <> last_named, first_named, first_coded), sort, key`,
		},
	},
	'cut-text': {severity: 'low', about: 'any', counted: 'warnings'},
	'duplicate-row': {severity: 'low', about: 'list', counted: 'warnings'},
} as const satisfies Record<string, FindingKind>;

export type FindingId = keyof typeof findingKinds;
