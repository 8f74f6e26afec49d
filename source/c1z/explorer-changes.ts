import type {Asking} from './directory.ts';
import type {ChangeRow, Query, Slice} from './explorer-answers.ts';
import {fold} from './facts.ts';
import {matching, numbers, type Texts, textsOf} from './texts.ts';
import {numbered} from './working-database.ts';

export interface ChangedThing {
	account: string;
	resource: string;
}

/** Changes read at a time: within the time of a question. */
const part = 60_000;
const names = ['added', 'removed', 'changed'] as const;

/**
 * The changes tab of one state of the file: up to some hundred thousand lines. Until their texts are in memory, pages are
 * cut out of the file.
 */
export class ChangeQuestions {
	readonly #ask: Asking;
	readonly #parts: (Texts & {kinds: Uint32Array})[] = [];
	#last: number | undefined;

	constructor(ask: Asking) {
		this.#ask = ask;
	}

	slice(query: Query): Slice<ChangeRow> {
		const search = fold(query.search ?? '');
		const resource = query.course ? `course:${query.course}` : query.team ? `team:${query.team}` : '';
		const slug = query.slug ?? '';
		const isOfOne = resource !== '' || query.account !== undefined;
		if (isOfOne || (search === '' && !this.#isRead())) {
			return this.#fromFile(query, [slug, search, query.account ?? '', resource]);
		}
		const keys = this.#ask.remember(`changes ${slug}\n${search}`, () => this.#matching(slug, search));
		const one = this.#ask.prepare('select key, change, what, id, name, detail from changes where key = ?');
		const shown = keys.subarray(query.offset, query.offset + query.limit);
		return {lines: Array.from(shown, (key) => asLine(one.get(key))), total: keys.length};
	}

	/** What one change is about: the id of an account, and `type:id` of a resource; empty where there is none. */
	one(key: number): ChangedThing | undefined {
		return this.#ask.prepare('select account, resource from changes where key = ?').get(key) as unknown as
			| ChangedThing
			| undefined;
	}

	/** Reads a part of the texts; returns whether there is more. */
	read(): boolean {
		this.#last ??= (this.#ask.prepare('select max(key) as last from changes').get()?.last as number | null) ?? 0;
		if (this.#isRead()) return false;
		const from = this.#parts.length * part;
		const row = this.#ask
			.prepare(
				`select count(*) as n, cast(group_concat(key) as blob) as keys, cast(group_concat(search, x'ff') as blob) as texts,
				cast(group_concat(case change when 'added' then 0 when 'removed' then 1 else 2 end) as blob) as kinds
				from changes where key > ?1 and key <= ?2`,
			)
			.get(numbered(from, from + part));
		const {n, kinds} = row as unknown as {n: number; kinds: Uint8Array | null};
		this.#parts.push({...textsOf(row), kinds: numbers({n, keys: kinds})});
		return !this.#isRead();
	}

	#isRead(): boolean {
		return this.#last !== undefined && this.#parts.length * part >= this.#last;
	}

	#matching(slug: string, search: string): Uint32Array {
		while (this.read());
		const kind = names.indexOf(slug as (typeof names)[number]);
		const found: number[] = [];
		for (const texts of this.#parts) {
			const {keys, kinds} = texts;
			let at = 0;
			for (const key of search === '' ? keys : matching(texts, search)) {
				while (keys[at] !== key) at++;
				if (slug === '' || kinds[at] === kind) found.push(key);
			}
		}
		return Uint32Array.from(found);
	}

	#fromFile({offset, limit}: Query, values: string[]): Slice<ChangeRow> {
		const filter = `from changes where (?1 = '' or change = ?1) and (?2 = '' or instr(search, ?2))
			and (?3 = '' or account = ?3) and (?4 = '' or resource = ?4)`;
		// The keys alone first: lines that are skipped need not be read.
		const lines = this.#ask
			.prepare(
				`select key, change, what, id, name, detail from changes where key in
				(select key ${filter} order by key limit ?5 offset ?6) order by key`,
			)
			.all(numbered(...values, limit, offset));
		const total = this.#ask.remember(
			`changes ${values.join('\n')}`,
			() => this.#ask.prepare(`select count(*) as n ${filter}`).get(numbered(...values))?.n as number,
		);
		return {lines: lines.map(asLine), total};
	}
}

function asLine(row: Record<string, unknown> | undefined): ChangeRow {
	return {...row} as unknown as ChangeRow;
}
