import type {DatabaseSync, StatementSync} from 'node:sqlite';
import {asFileProblem} from './disk.ts';
import {GrantQuestions} from './explorer-grants.ts';
import {fold, kinds} from './facts.ts';
import type {Warning} from './model.ts';
import {readCounts} from './store.ts';
import {numbered, openDatabase} from './working-database.ts';
import type {
	AccountLine,
	ChangeLine,
	CourseLine,
	Explorer,
	Overview,
	Query,
	Slice,
	TeamLine,
} from './working-file.types.ts';

/** Beyond so many remembered totals the memory is emptied; one is a number, and one more scan finds it again. */
const longestMemory = 500;

/**
 * Opens a working file for questions. Works while a sync is still writing: what was counted is forgotten as soon as the
 * file changes. Throws `file/unreadable`, `file/damaged`, `file/too-new`.
 */
export function openExplorer(workingPath: string): Explorer {
	return new SqliteExplorer(workingPath, openDatabase(workingPath, true));
}

class SqliteExplorer implements Explorer {
	readonly #path: string;
	readonly #db: DatabaseSync;
	readonly #statements = new Map<string, StatementSync>();
	readonly #grants: GrantQuestions;
	#memory = new Map<string, unknown>();
	#version: unknown;

	constructor(path: string, db: DatabaseSync) {
		this.#path = path;
		this.#db = db;
		this.#grants = new GrantQuestions(
			(sql) => this.#statement(sql),
			(key, count) => this.#remember(key, count),
		);
	}

	overview(): Overview {
		return this.#ask(() =>
			this.#remember('overview', () => {
				const levels = new Map<string, number>();
				const state = {active: 0, inactive: 0};
				const rows = this.#statement(
					'select active, level, count(*) as n from resources where kind = ? group by active, level',
				).all(kinds.account) as {active: number; level: string; n: number}[];
				for (const {active, level, n} of rows) {
					state[active ? 'active' : 'inactive'] += n;
					levels.set(level, (levels.get(level) ?? 0) + n);
				}
				return {
					counts: readCounts(this.#db),
					accountsByState: state,
					accountsByLevel: [...levels]
						.map(([level, accounts]) => ({level, accounts}))
						.sort((a, b) => b.accounts - a.accounts),
					unlistedGrants: Number(
						this.#statement('select coalesce(sum(grants), 0) as grants from resources where kind = ?').get(
							kinds.placeholder,
						)?.grants,
					),
				};
			}),
		);
	}

	accounts(query: Query): Slice<AccountLine> {
		return this.#resources(query, kinds.account, (rows) =>
			rows.map(({id, name, login, email, active, level, grants}) => ({
				id,
				name,
				login,
				email,
				active: active === 1,
				level,
				grants,
			})),
		);
	}

	teams(query: Query): Slice<TeamLine> {
		return this.#resources(query, kinds.team, (rows) =>
			rows.map((row) => ({id: row.id, name: row.name, parentId: row.parent, members: this.#held(row.key, 'member')})),
		);
	}

	courses(query: Query): Slice<CourseLine> {
		return this.#resources(query, kinds.course, (rows) =>
			rows.map((row) => ({
				id: row.id,
				name: row.name,
				code: row.code,
				number: row.number,
				active: row.active === 1,
				assigned: this.#held(row.key, 'assigned'),
				completed: this.#held(row.key, 'completed'),
				inProgress: this.#held(row.key, 'in_progress'),
			})),
		);
	}

	grants(query: Query) {
		return this.#ask(() => this.#grants.slice(query));
	}

	warnings(query: Query): Slice<Warning> {
		const filter = `from warnings where (?1 = '' or kind = ?1)
			and (?2 = '' or instr(lower(subject || char(10) || detail), ?2))`;
		const values = [query.slug ?? '', fold(query.search ?? '')];
		return this.#ask(() => ({
			lines: this.#statement(`select kind, subject, detail ${filter} order by kind, key limit ?3 offset ?4`)
				.all(numbered(...values, query.limit, query.offset))
				.map((row) => ({...row}) as unknown as Warning),
			total: this.#total(`warnings ${values.join('\n')}`, `select count(*) as n ${filter}`, values),
		}));
	}

	changes(query: Query): Slice<ChangeLine> {
		const filter = `from changes where (?1 = '' or change = ?1) and (?2 = '' or instr(search, ?2))
			and (?3 = '' or account = ?3) and (?4 = '' or resource = ?4)`;
		const values = [
			query.slug ?? '',
			fold(query.search ?? ''),
			query.account ?? '',
			query.course ? `course:${query.course}` : query.team ? `team:${query.team}` : '',
		];
		return this.#ask(() => ({
			lines: this.#statement(`select change, what, id, name, detail ${filter} order by key limit ?5 offset ?6`)
				.all(numbered(...values, query.limit, query.offset))
				.map((row) => ({...row}) as unknown as ChangeLine),
			total: this.#total(`changes ${values.join('\n')}`, `select count(*) as n ${filter}`, values),
		}));
	}

	close(): void {
		if (this.#db.isOpen) this.#db.close();
	}

	/** One kind of resource, by name or by the number of grants; a drill-down narrows it to one row. */
	#resources<Line>(query: Query, kind: number, lines: (rows: ResourceRow[]) => Line[]): Slice<Line> {
		const search = fold(query.search ?? '').trim();
		const values: (string | number)[] = [kind, search];
		let filter = search ? 'kind = ?1 and instr(search, ?2)' : "kind = ?1 and ?2 = ''";
		let walk = filter;
		for (const [of, id] of [
			[kinds.account, query.account],
			[kinds.team, query.team],
			[kinds.course, query.course],
		] as const) {
			if (id === undefined) continue;
			values.push(id);
			filter += ` and ${drillDown(kind, of, `?${values.length}`)}`;
			walk += ` and ${isHolder(of, `?${values.length}`)}`;
		}
		return this.#ask(() => {
			const name = `total ${kind} ${filter} ${values.join('\n')}`;
			const walks = kind === kinds.account && search === '' && this.#isLargeGroup(query);
			const known = this.#memory.get(name) as number | undefined;
			const keys = this.#keys(query, kind, walks ? walk : filter, values, known);
			// A page that is not full is the last one: then nothing needs counting.
			const isLast = keys.length < query.limit && (keys.length > 0 || query.offset === 0);
			const total = this.#remember(name, () =>
				isLast
					? query.offset + keys.length
					: walks
						? this.#groupSize(query)
						: (this.#statement(`select count(*) as n from resources where ${filter}`).get(numbered(...values))
								?.n as number),
			);
			const rows = keys.map((key) => this.#statement('select * from resources where key = ?').get(key));
			return {lines: lines(rows as unknown as ResourceRow[]), total};
		});
	}

	/**
	 * Whether the accounts of a team or course are so many that the wanted page is found sooner by walking all accounts
	 * in order, asking each, than by sorting the group.
	 */
	#isLargeGroup({team, course, account, offset, limit}: Query): boolean {
		if (account !== undefined || (team === undefined) === (course === undefined)) return false;
		const size = this.#statement(
			`select total(grants) as n from entitlements where resource = ${keyOf('?1', '?2')}`,
		).get(numbered(team === undefined ? kinds.course : kinds.team, (team ?? course)!))?.n as number;
		return size * size > (offset + limit) * readCounts(this.#db).accounts;
	}

	#groupSize({team, course}: Query): number {
		const sql = `select count(distinct g.principal) as n from entitlements e join grants g on g.entitlement = e.key
			join resources p on p.key = g.principal where e.resource = ${keyOf('?1', '?2')} and p.kind = ${kinds.account}`;
		return this.#statement(sql).get(numbered(team === undefined ? kinds.course : kinds.team, (team ?? course)!))
			?.n as number;
	}

	#keys(query: Query, kind: number, filter: string, values: (string | number)[], total: number | undefined): number[] {
		const held =
			kind === kinds.account
				? 'grants'
				: '(select total(e.grants) from entitlements e where e.resource = resources.key)';
		const [order, reverse] =
			query.sort === 'count'
				? [`${held} desc, key desc`, `${held}, key`]
				: ['sort, search, key', 'sort desc, search desc, key desc'];
		const select = (by: string, limit: number, offset: number) =>
			this.#statement(`select key from resources where ${filter} order by ${by} limit ${limit} offset ${offset}`)
				.all(numbered(...values))
				.map((row) => row.key as number);
		const limit = Math.trunc(query.limit);
		const offset = Math.trunc(query.offset);
		if (total === undefined || offset < total / 2) return select(order, limit, offset);
		// The second half is nearer from its end.
		const end = Math.min(offset + limit, total);
		return end <= offset ? [] : select(reverse, end - offset, total - end).reverse();
	}

	#held(resource: number, slug: string): number {
		const sql = 'select total(grants) as n from entitlements where resource = ? and slug = ?';
		return this.#statement(sql).get(resource, slug)?.n as number;
	}

	#total(name: string, sql: string, values: (string | number)[]): number {
		return this.#remember(`total ${name}`, () => this.#statement(sql).get(numbered(...values))?.n as number);
	}

	#remember<T>(key: string, compute: () => T): T {
		let value = this.#memory.get(key) as T | undefined;
		if (value === undefined) {
			value = compute();
			if (this.#memory.size >= longestMemory) this.#memory.clear();
			this.#memory.set(key, value);
		}
		return value;
	}

	/** One look at one state of the file; what is remembered of an earlier state is dropped. */
	#ask<T>(question: () => T): T {
		try {
			this.#db.exec('begin');
			try {
				// The first read takes the snapshot that the version then speaks of.
				this.#statement('select 1 from meta limit 1').get();
				const version = this.#statement('pragma data_version').get()?.data_version;
				if (version !== this.#version) this.#memory = new Map();
				this.#version = version;
				return question();
			} finally {
				this.#db.exec('commit');
			}
		} catch (error) {
			throw asFileProblem(error, this.#path, 'looking into the sync file');
		}
	}

	#statement(sql: string): StatementSync {
		let statement = this.#statements.get(sql);
		if (!statement) {
			if (this.#statements.size >= longestMemory) this.#statements.clear();
			statement = this.#db.prepare(sql);
			this.#statements.set(sql, statement);
		}
		return statement;
	}
}

function keyOf(kind: number | string, id: string): string {
	return `(select key from resources where kind = ${kind} and id = ${id})`;
}

/** The same question as a drill-down to accounts, asked of each account. */
function isHolder(of: number, id: string): string {
	return `exists (select 1 from entitlements e join grants g on g.entitlement = e.key and g.principal = resources.key
		where e.resource = ${keyOf(of, id)})`;
}

/** Of its own kind the row itself; accounts of a team or course: who holds it; teams and courses of an account: what it holds. */
function drillDown(kind: number, of: number, id: string): string {
	// Looked up once under each type there is: ids are indexed by type, and a list must not be walked for one row.
	if (kind === of) {
		return `key in (select r.key from resource_types t cross join resources r on r.type = t.id and r.id = ${id})`;
	}
	const grants = 'from grants g join entitlements e on e.key = g.entitlement';
	if (kind === kinds.account) {
		return `key in (select g.principal ${grants} join resources r on r.key = e.resource where r.kind = ${of} and r.id = ${id})`;
	}
	if (of === kinds.account) {
		return `key in (select e.resource ${grants} where g.principal =
			(select key from resources where kind = ${of} and id = ${id}))`;
	}
	// Teams hold no courses.
	return `${id} is null`;
}

interface ResourceRow {
	key: number;
	id: string;
	name: string;
	login: string;
	email: string;
	level: string;
	code: string;
	number: string;
	parent: string;
	active: number;
	grants: number;
}
