import type {DatabaseSync} from 'node:sqlite';
import {type Finding, type FindingId, findingsOf, type Tally} from '../findings/findings.ts';
import {type FindingKind, findingKinds} from '../findings/kinds.ts';
import type {Prepare} from './directory.ts';
import {fold} from './facts.ts';

const kindsOf = Object.entries(findingKinds) as [FindingId, FindingKind][];

/** Where the rows of a finding are, and how many; its rows stand one after the other. */
export interface FindingPlace {
	first: number;
	rows: number;
}

/**
 * Looks for every kind of finding in a file in which all is there, and notes what is found, so that a page of it is read
 * at once. A kind that the file cannot tell is not noted.
 */
export function writeFindings(db: DatabaseSync): void {
	forgetFindings(db);
	db.function('bare', {deterministic: true}, (name) => bareName(String(name)));
	const insert = db.prepare('insert into findings (kind, first, rows, subjects, amount) values (?, ?, ?, ?, ?)');
	let first = 1;
	for (const [kind, {counted}] of kindsOf) {
		if (counted === 'warnings' || db.prepare(counted.needs).get() === undefined) continue;
		const {changes} = db
			.prepare(`insert into finding_rows (resource, other, amount, detail) select * from (${counted.rows})`)
			.run();
		const sums = db
			.prepare('select count(distinct resource) as subjects, total(amount) as amount from finding_rows where key >= ?')
			.get(first) as {subjects: number; amount: number};
		insert.run(kind, first, changes, sums.subjects, sums.amount);
		first += Number(changes);
	}
}

/** A file that is written to again is looked through again at its end. */
export function forgetFindings(db: DatabaseSync): void {
	db.exec('delete from findings; delete from finding_rows');
}

/** What there is to look at: in a file still being read what was noticed on the way, at its end all of it. */
export function readFindings(prepare: Prepare): Finding[] {
	// An inactive account with grants is a warning; how many courses those have is a finding of its own.
	const noticed = prepare(
		`select kind, count(distinct subject) as subjects, total(amount) as amount from warnings
			where kind <> 'inactive-principal' group by kind`,
	).all() as unknown as Tally[];
	const looked = prepare('select kind, subjects, amount from findings').all() as unknown as Tally[];
	const tallies = new Map([...noticed, ...looked].map((tally) => [tally.kind, {...tally}]));
	return findingsOf([...tallies.values()]);
}

/** The kinds that a finished file could not tell of. */
export function untoldFindings(prepare: Prepare): FindingId[] {
	const told = new Set(
		prepare('select kind from findings')
			.all()
			.map(({kind}) => kind),
	);
	return kindsOf.flatMap(([kind, {counted}]) => (counted === 'warnings' || told.has(kind) ? [] : [kind]));
}

/** Undefined for a kind that warnings tell of. */
export function placeOf(prepare: Prepare, kind: FindingId): FindingPlace | undefined {
	return prepare('select first, rows from findings where kind = ?').get(kind) as FindingPlace | undefined;
}

/** A name without case, accents, space and punctuation. */
function bareName(name: string): string {
	return fold(name).replace(/[^\p{L}\p{N}]/gu, '');
}
