/** What can happen to somebody's course or membership of a team. */
type JournalKind = 'assigned' | 'unassigned' | 'progress' | 'joined' | 'left' | 'role';

/** One change, by the places of its parties in the data set. `list` is a course or a team. */
export interface JournalEntry {
	at: number;
	kind: JournalKind;
	list: number;
	account: number;
}

/** Which call tells a record. */
export type RecordKind = 'course-assignments' | 'course-results' | 'team-members';

/** One record that a change has touched, as it is now. */
export interface ChangeRecord {
	list: number;
	account: number;
	active: boolean;
	/** Wall clocks in ms. */
	created: number;
	updated: number;
}

/** SQL Server keeps times in steps of 1/300 s (delta fact sheet, section 1.3). */
export function stampOf(now: number): number {
	return Math.floor(Math.floor((now * 3) / 10) * (10 / 3));
}

/** Every change of people's courses and teams since the start, and the records that the `/org` calls make of them. */
export class Journal {
	readonly entries: JournalEntry[] = [];
	readonly #records: Record<RecordKind, Map<string, ChangeRecord>> = {
		'course-assignments': new Map(),
		'course-results': new Map(),
		'team-members': new Map(),
	};

	/** An assignment stamps its two records with the same millisecond; progress moves the result alone (section 2.1). */
	note(kind: JournalKind, list: number, account: number, now: number): void {
		const at = stampOf(now);
		this.entries.push({at: now, kind, list, account});
		if (kind === 'joined' || kind === 'left' || kind === 'role') {
			this.#touch('team-members', list, account, kind === 'joined', kind === 'left', at);
			return;
		}
		this.#touch('course-results', list, account, kind === 'assigned', kind === 'unassigned', at);
		if (kind !== 'progress') {
			this.#touch('course-assignments', list, account, kind === 'assigned', kind === 'unassigned', at);
		}
	}

	/** What is deleted leaves no record (section 2.2). */
	erase(account: number): void {
		for (const records of Object.values(this.#records)) {
			for (const [key, record] of records) if (record.account === account) records.delete(key);
		}
	}

	records(kind: RecordKind): ChangeRecord[] {
		return [...this.#records[kind].values()];
	}

	#touch(kind: RecordKind, list: number, account: number, isNew: boolean, isOver: boolean, at: number): void {
		const key = `${list}/${account}`;
		const before = this.#records[kind].get(key);
		this.#records[kind].set(key, {
			list,
			account,
			active: isNew || (!isOver && (before?.active ?? true)),
			created: isNew ? at : (before?.created ?? 0),
			updated: at,
		});
	}
}
