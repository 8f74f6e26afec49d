import type {FindingId} from '../findings/findings.ts';
import {findingKinds} from '../findings/kinds.ts';
import {findingMessages} from '../findings/messages.ts';
import type {Asking, Prepare} from './directory.ts';
import type {Query} from './explorer-answers.ts';
import type {RelatedLine} from './explorer-items.ts';
import {fold, kinds} from './facts.ts';
import {type FindingPlace, placeOf} from './finding-rows.ts';
import {lineOf, type Row} from './resource-facts.ts';
import {numbered} from './working-database.ts';

type Related = {lines: RelatedLine[]; total: number};

/** Whom a finding is about. */
export function concerned(ask: Asking, finding: FindingId, query: Query): Related {
	const place = placeOf(ask.prepare, finding);
	return place === undefined ? ofWarnings(ask, finding, query) : ofRows(ask, finding, place, query);
}

/** Rows that were noted at the end of the file, found by their numbers; a search looks through them once for all pages. */
function ofRows({prepare, remember}: Asking, finding: FindingId, {first, rows}: FindingPlace, query: Query): Related {
	const search = fold(query.search ?? '').trim();
	const found =
		search === ''
			? undefined
			: remember(`concerned ${finding} ${search}`, () => matching(prepare, first, rows, search));
	const total = found?.length ?? rows;
	const shown = Math.max(0, Math.min(query.limit, total - query.offset));
	const keys = found?.subarray(query.offset, query.offset + shown);
	const messages = findingMessages[finding];
	const one = prepare(
		`select f.detail, coalesce(nullif(o.name, ''), o.id, '') as other, r.* ${joined} where f.key = ?`,
	);
	const lines = Array.from({length: shown}, (_, index) =>
		one.get(keys?.[index] ?? first + query.offset + index),
	).flatMap((each) => {
		if (each === undefined) return [];
		const {other, detail, ...row} = each as unknown as Row & {detail: string; other: string};
		return {...lineOf(row), note: messages.row?.(other, detail) ?? ''};
	});
	return {lines, total};
}

const joined = `from finding_rows f join resources r on r.key = f.resource left join resources o on o.key = f.other`;

/** Numbers of the rows in which a text occurs. */
function matching(prepare: Prepare, first: number, rows: number, search: string): Uint32Array {
	const {keys} = prepare(
		`select group_concat(key) as keys from (select f.key ${joined} where f.key >= ?1 and f.key < ?2
			and (instr(r.search, ?3) or instr(coalesce(o.search, ''), ?3) or instr(lower(f.detail), ?3)) order by f.key)`,
	).get(numbered(first, first + rows, search)) as {keys: string | null};
	return keys === null ? new Uint32Array() : Uint32Array.from(keys.split(','), Number);
}

function ofWarnings({prepare, remember}: Asking, finding: FindingId, query: Query): Related {
	const {about} = findingKinds[finding];
	const search = fold(query.search ?? '').trim();
	const among = {
		account: [kinds.account, kinds.placeholder],
		team: [kinds.team],
		course: [kinds.course],
		any: [kinds.account, kinds.team, kinds.course, kinds.other],
		list: [],
	}[about];
	const types = remember(`types ${about}`, () =>
		JSON.stringify(
			among.length === 0
				? []
				: prepare(`select distinct type from resources where kind in (${among.join()})`)
						.all()
						.map(({type}) => type),
		),
	);
	// Along the rows, so that a page is found in the first of them.
	const from = `from warnings w not indexed left join resources r on r.key = (select key from resources
		where type in (select value from json_each(?2)) and id = w.subject limit 1) where w.kind = ?1
		and (?3 = '' or instr(coalesce(r.search, ''), ?3) or instr(lower(w.subject || char(10) || w.detail), ?3))`;
	const values = [finding, types, search];
	const lines = prepare(`select w.subject, w.detail, r.* ${from} order by w.key limit ?4 offset ?5`)
		.all(numbered(...values, query.limit, query.offset))
		.map((each) => {
			const {subject, detail, ...row} = each as unknown as Row & {subject: string; detail: string};
			const line = row.key === null ? null : lineOf(row);
			return line
				? {...line, note: detail}
				: {item: null, type: '', name: subject, apart: '', active: true, slugs: [], note: detail};
		});
	const total = remember(
		`concerned ${values.join('\n')}`,
		() =>
			(search === ''
				? prepare('select count(*) as n from warnings where kind = ?').get(finding)
				: prepare(`select count(*) as n ${from}`).get(numbered(...values))
			)?.n as number,
	);
	return {lines, total};
}
