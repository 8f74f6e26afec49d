import {type Change, type ChangeKind, type ChangeWindow, changeKinds} from '../../litmos/change-records.ts';
import {Problem} from '../../problem/problem.ts';
import {PageFollower} from '../page-follower.ts';
import {type Run, spend} from '../run.ts';

/** What Litmos may do to a change call while everything else works. */
const refusals: readonly Problem['code'][] = [
	'litmos/unexpected-answer',
	'litmos/not-acceptable',
	'litmos/not-found',
	'litmos/forbidden',
];

/** The rows of several change calls; null when one of them cannot be used. */
export async function readAllChanges(
	run: Run,
	window: ChangeWindow,
	kinds: readonly ChangeKind[] = changeKinds,
): Promise<Change[] | null> {
	// Reading that many rows costs as much as reading everything.
	const most = Math.max(10_000, run.file.counts().accounts * 10);
	const all: Change[] = [];
	for (const kind of kinds) {
		const rows = await readChanges(run, kind, window, most);
		if (rows === null) {
			run.log('warn', 'changes not available', {call: kind});
			return null;
		}
		for (const row of rows) all.push(row);
	}
	return all;
}

/**
 * Every row of a change call, to a proven end: a page that somebody shortened must not hide a change. Null when Litmos
 * refuses the call, does not answer it as it should, or gives more rows than `most`.
 */
async function readChanges(run: Run, kind: ChangeKind, window: ChangeWindow, most: number): Promise<Change[] | null> {
	const {changes} = run.client;
	if (!changes) return null;
	const follower = new PageFollower();
	const found = new Map<string, Change>();
	for (let start = 0; ; ) {
		const page = await spend(run, () => changes(kind, window, start, {signal: run.signal})).catch((error: unknown) => {
			if (error instanceof Problem && refusals.includes(error.code)) return null;
			throw error;
		});
		if (page === null || page.unusable > 0) return null;
		const step = follower.take(
			start,
			page.rows.map(({id}) => id),
			{full: page.next !== null, unusable: page.unusable},
		);
		if (step.failure) return null;
		for (const index of step.rows) found.set(page.rows[index]!.id, page.rows[index]!);
		if (found.size > most) return null;
		if (step.end === 'proven') return [...found.values()];
		start = step.next;
	}
}
