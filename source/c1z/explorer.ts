import type {DatabaseSync} from 'node:sqlite';
import {AskedDirectory} from './asked-directory.ts';
import type {Directory, KeyPage} from './directory.ts';
import {asFileProblem} from './disk.ts';
import {drillDown} from './drill-down.ts';
import type {AccountLine, ChangeLine, CourseLine, Overview, Query, Slice, TeamLine} from './explorer-answers.ts';
import {ChangeQuestions} from './explorer-changes.ts';
import {type GrantLimits, GrantQuestions, grantLimits} from './explorer-grants.ts';
import {fold, type Kind, kinds} from './facts.ts';
import type {Warning} from './model.ts';
import {mostFirst} from './most-first.ts';
import {ReadDirectory} from './read-directory.ts';
import type {ResourceRow} from './resource-row.ts';
import {Statements} from './statements.ts';
import {readCounts} from './store.ts';
import {numbered, openDatabase} from './working-database.ts';

/** So many answers are remembered, the last asked: the largest are lists of all accounts, below a megabyte each. */
const longestMemory = 24;

/**
 * Opens a working file for questions. Works while a sync is still writing: what was counted is forgotten as soon as the
 * file changes. Throws `file/unreadable`, `file/damaged`, `file/too-new`, `file/too-old`.
 */
export function openExplorer(workingPath: string, limits: GrantLimits = grantLimits): Explorer {
	return new Explorer(workingPath, openDatabase(workingPath, true), limits);
}

/** Read-only questions over a working file or an imported c1z. Each answers within 50 ms at 150,000 accounts. */
export class Explorer {
	readonly #path: string;
	readonly #db: DatabaseSync;
	readonly #statements: Statements;
	readonly #grants: GrantQuestions;
	#memory = new Map<string, unknown>();
	#directory!: Directory;
	#changes!: ChangeQuestions;
	#isAskedForChanges = false;
	/** Parts to be read ahead; each returns true when it is to be asked again. */
	#toPrepare: (() => boolean)[] = [];
	#version: unknown;

	constructor(path: string, db: DatabaseSync, limits: GrantLimits) {
		this.#path = path;
		this.#db = db;
		this.#statements = new Statements(db);
		this.#grants = new GrantQuestions(
			(sql) => this.#statements.of(sql),
			(key, count) => this.#remember(key, count),
			() => this.#directory,
			limits,
		);
		this.#forget();
	}

	overview(): Overview {
		return this.#ask(() =>
			this.#remember('overview', () => {
				const levels = new Map<string, number>();
				const state = {active: 0, inactive: 0};
				const rows = this.#statements
					.of('select active, level, count(*) as n from resources where kind = ? group by active, level')
					.all(kinds.account) as {active: number; level: string; n: number}[];
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
						this.#statements
							.of('select total(grants) as grants from resources join held on resource = resources.key where kind = ?')
							.get(kinds.placeholder)?.grants,
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
			lines: this.#statements
				.of(`select kind, subject, detail ${filter} order by kind, key limit ?3 offset ?4`)
				.all(numbered(...values, query.limit, query.offset))
				.map((row) => ({...row}) as unknown as Warning),
			total: this.#total(`warnings ${values.join('\n')}`, `select count(*) as n ${filter}`, values),
		}));
	}

	changes(query: Query): Slice<ChangeLine> {
		return this.#ask(() => {
			if (!this.#isAskedForChanges) this.#toPrepare.push(() => this.#changes.read());
			this.#isAskedForChanges = true;
			return this.#changes.slice(query);
		});
	}

	/**
	 * Reads ahead a part of what searches need, within the time of a question, and returns whether there is more. Does
	 * nothing while a sync is writing: the next page would undo it.
	 */
	prepare(): boolean {
		return this.#ask(() => {
			const step = this.#toPrepare[0];
			if (!step) return false;
			if (!step()) this.#toPrepare.shift();
			return this.#toPrepare.length > 0;
		});
	}

	close(): void {
		if (this.#db.isOpen) this.#db.close();
	}

	/** One kind of resource, by name or by the number of grants; a drill-down narrows it to those on the other side. */
	#resources<Line>(query: Query, kind: Kind, lines: (rows: ResourceRow[]) => Line[]): Slice<Line> {
		return this.#ask(() => {
			const search = fold(query.search ?? '').trim();
			const isWhole = [search, query.account, query.team, query.course].every((text) => !text);
			const isOfAccounts = kind === kinds.account && query.account === undefined;
			const {keys, total} =
				isOfAccounts && (query.sort === 'count' || !isWhole)
					? this.#someAccounts(query, search)
					: this.#filtered(query, kind, search);
			const row = this.#statements.of(
				`select resources.*, coalesce(held.grants, 0) as grants from resources left join held on resource = key
					where key = ?`,
			);
			const rows = Array.from(keys, (key) => row.get(key));
			return {lines: lines(rows as unknown as ResourceRow[]), total};
		});
	}

	/** Accounts that match, of a team or course: found, sorted and cut as numbers. */
	#someAccounts({sort, team, course, offset, limit}: Query, search: string): KeyPage {
		const ofTeam = this.#holders(kinds.team, team);
		const ofCourse = this.#holders(kinds.course, course);
		const among = ofTeam && ofCourse ? ofTeam.map((mark, key) => mark & ofCourse[key]!) : (ofTeam ?? ofCourse);
		const page = this.#directory.accounts({search, among, sort, offset, limit});
		if (page) return page;
		const keys = this.#remember(`some ${sort} ${JSON.stringify([team, course])} ${search}`, () => {
			const some = this.#directory.matching(kinds.account, search, among);
			return sort === 'count' ? mostFirst(some, this.#directory.grants(some)) : some;
		});
		return {keys: keys.subarray(offset, offset + limit), total: keys.length};
	}

	#holders(kind: Kind, id: string | undefined): Uint8Array | undefined {
		if (id === undefined) return undefined;
		return this.#remember(`holders ${kind} ${id}`, () => this.#directory.holders(this.#directory.keysOf(id, kind)));
	}

	#filtered(query: Query, kind: Kind, search: string): {keys: number[]; total: number} {
		const values: (string | number)[] = [kind, search];
		let filter = search ? 'kind = ?1 and instr(search, ?2)' : "kind = ?1 and ?2 = ''";
		for (const [of, id] of [
			[kinds.account, query.account],
			[kinds.team, query.team],
			[kinds.course, query.course],
		] as const) {
			if (id === undefined) continue;
			values.push(JSON.stringify(this.#directory.keysOf(id, of)));
			filter += ` and ${drillDown(kind, of, `?${values.length}`)}`;
		}
		const name = `total ${kind} ${filter} ${values.join('\n')}`;
		const keys = this.#keys(query, filter, values, this.#memory.get(name) as number | undefined);
		// A page that is not full is the last one: then nothing needs counting.
		const isLast = keys.length < query.limit && (keys.length > 0 || query.offset === 0);
		const total = this.#remember(name, () =>
			isLast
				? query.offset + keys.length
				: (this.#statements.of(`select count(*) as n from resources where ${filter}`).get(numbered(...values))
						?.n as number),
		);
		return {keys, total};
	}

	#keys(query: Query, filter: string, values: (string | number)[], total: number | undefined): number[] {
		const held = '(select total(e.grants) from entitlements e where e.resource = resources.key)';
		const [order, reverse] =
			query.sort === 'count'
				? [`${held} desc, key desc`, `${held}, key`]
				: ['sort, search, key', 'sort desc, search desc, key desc'];
		const select = (by: string, limit: number, offset: number) =>
			this.#statements
				.of(`select key from resources where ${filter} order by ${by} limit ${limit} offset ${offset}`)
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
		return this.#statements.of(sql).get(resource, slug)?.n as number;
	}

	#total(name: string, sql: string, values: (string | number)[]): number {
		return this.#remember(`total ${name}`, () => this.#statements.of(sql).get(numbered(...values))?.n as number);
	}

	#remember<T>(key: string, compute: () => T): T {
		let value = this.#memory.get(key) as T | undefined;
		if (value === undefined) value = compute();
		// Maps keep the order in which keys were set: the first is the one not asked for longest.
		this.#memory.delete(key);
		this.#memory.set(key, value);
		if (this.#memory.size > longestMemory) this.#memory.delete(this.#memory.keys().next().value!);
		return value;
	}

	#forget(): void {
		this.#memory = new Map();
		const prepare = (sql: string) => this.#statements.of(sql);
		const isFinished = prepare('select 1 from directory limit 1').get() !== undefined;
		const directory = isFinished ? new ReadDirectory(prepare) : new AskedDirectory(prepare);
		this.#directory = directory;
		this.#changes = new ChangeQuestions(prepare, (key, compute) => this.#remember(key, compute));
		this.#isAskedForChanges = false;
		const toRead = isFinished ? [kinds.account, kinds.course, kinds.team, kinds.other] : [];
		this.#toPrepare = toRead.map((kind) => () => directory.readAhead(kind));
	}

	/** One look at one state of the file; what is remembered of an earlier state is dropped. */
	#ask<T>(question: () => T): T {
		try {
			this.#db.exec('begin');
			try {
				// The first read takes the snapshot that the version then speaks of.
				this.#statements.of('select 1 from meta limit 1').get();
				const version = this.#statements.of('pragma data_version').get()?.data_version;
				if (version !== this.#version) this.#forget();
				this.#version = version;
				return question();
			} finally {
				this.#db.exec('commit');
			}
		} catch (error) {
			throw asFileProblem(error, this.#path, 'looking');
		}
	}
}
