import type {DatabaseSync} from 'node:sqlite';
import type {Finding, FindingId} from '../findings/findings.ts';
import {AskedDirectory} from './asked-directory.ts';
import type {Asking, Directory, Prepare} from './directory.ts';
import {asFileProblem} from './disk.ts';
import type {ChangeRow, Overview, Query, Slice} from './explorer-answers.ts';
import {ChangeQuestions} from './explorer-changes.ts';
import {DetailQuestions} from './explorer-details.ts';
import {type GrantLimits, GrantQuestions, grantLimits} from './explorer-grants.ts';
import type {Details, Item, RelatedLine} from './explorer-items.ts';
import {overviewOf} from './explorer-overview.ts';
import {fold, type Kind, kinds} from './facts.ts';
import {readFindings, untoldFindings} from './finding-rows.ts';
import type {Warning} from './model.ts';
import {ReadDirectory} from './read-directory.ts';
import {
	type AccountLine,
	accountLine,
	type CourseLine,
	courseLine,
	type Held,
	otherLine,
	type ResourceLine,
	type ResourceRow,
	resourceRow,
	type TeamLine,
	teamLine,
} from './resource-lines.ts';
import {ResourcePages} from './resource-pages.ts';
import {Statements} from './statements.ts';
import {numbered, openDatabase} from './working-database.ts';

/** So many answers are remembered, the last asked: the largest are lists of all accounts, below a megabyte each. */
const longestMemory = 48;

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
	readonly #prepare: Prepare;
	readonly #asking: Asking;
	readonly #grants: GrantQuestions;
	readonly #details: DetailQuestions;
	readonly #pages: ResourcePages;
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
		this.#prepare = (sql) => this.#statements.of(sql);
		this.#asking = {
			prepare: this.#prepare,
			remember: (key, compute) => this.#remember(key, compute),
			directory: () => this.#directory,
		};
		this.#grants = new GrantQuestions(this.#asking, limits);
		this.#pages = new ResourcePages(this.#asking, (key) => this.#memory.get(key));
		const change = (key: number) => this.#changes.one(key);
		this.#details = new DetailQuestions({...this.#asking, grants: this.#grants, change});
		this.#forget();
	}

	overview(): Overview {
		return this.#ask(() => this.#remember('overview', () => overviewOf(this.#db, this.#prepare, this.#findings())));
	}

	accounts(query: Query): Slice<AccountLine> {
		return this.#resources(query, kinds.account, accountLine);
	}

	teams(query: Query): Slice<TeamLine> {
		return this.#resources(query, kinds.team, teamLine);
	}

	courses(query: Query): Slice<CourseLine> {
		return this.#resources(query, kinds.course, courseLine);
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

	/** Resources of one of the other types of {@link Overview}, by name or by how many hold them. */
	resources(type: string, query: Query): Slice<ResourceLine> {
		const line = (row: ResourceRow, held: Held) => {
			const other = otherLine(row, held);
			return {type, ...other, parent: other.parent && this.#nameOf(other.parent)};
		};
		return this.#resources(query, kinds.other, line, type);
	}

	/** What to look at by kind, the most serious first; whether a search narrows them is up to who shows them. */
	findings(): Finding[] {
		return this.#ask(() => this.#findings());
	}

	/** The kinds that this file does not tell of: no due dates in a file of another connector, no leaders that were not read. */
	untoldFindings(): FindingId[] {
		return this.#ask(() => untoldFindings(this.#prepare));
	}

	/** Facts and the first related rows of one item. */
	details(item: Item, query: Query): Details {
		return this.#ask(() => this.#details.details(item, query));
	}

	/** Who has it, or what it has. */
	related(item: Item, query: Query): Slice<RelatedLine> {
		return this.#ask(() => this.#details.related(item, query));
	}

	changes(query: Query): Slice<ChangeRow> {
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
	#resources<Line>(query: Query, kind: Kind, line: (row: ResourceRow, held: Held) => Line, type?: string): Slice<Line> {
		return this.#ask(() => {
			const search = fold(query.search ?? '').trim();
			const {keys, total} = this.#pages.of(query, kind, search, type);
			const row = this.#statements.of(resourceRow);
			const held: Held = (resource, slug) => this.#held(resource, slug);
			return {lines: Array.from(keys, (key) => line(row.get(key) as unknown as ResourceRow, held)), total};
		});
	}

	#held(resource: number, slug: string): number {
		const sql = 'select total(grants) as n from entitlements where resource = ? and slug = ?';
		return this.#statements.of(sql).get(resource, slug)?.n as number;
	}

	/** Of the course or team that something is part of. */
	#nameOf(id: string): string {
		const key = this.#directory.keysOf(id, kinds.course, kinds.team, kinds.other)[0];
		return (key && (this.#prepare('select name from resources where key = ?').get(key)?.name as string)) || id;
	}

	#findings(): Finding[] {
		return this.#remember('findings', () => readFindings(this.#prepare));
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
		const prepare = this.#prepare;
		const isFinished = prepare('select 1 from directory limit 1').get() !== undefined;
		const directory = isFinished ? new ReadDirectory(prepare) : new AskedDirectory(prepare);
		this.#directory = directory;
		this.#changes = new ChangeQuestions(this.#asking);
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
