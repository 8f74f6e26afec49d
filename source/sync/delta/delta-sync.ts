import {resourceTypeIds} from '../../connector/ids.ts';
import {ahead, type Change} from '../../litmos/change-records.ts';
import {listingKey} from '../list-ends.ts';
import type {Run} from '../run.ts';
import {deadlinesAfter} from './deadlines.ts';
import {listsOfAccount} from './look.ts';
import {deltaMessages} from './messages.ts';
import {
	type ChangeName,
	changesBetween,
	type DeltaParts,
	type ListKind,
	listKindOf,
	listKinds,
	type Members,
	type NamedChange,
	type StoredList,
} from './model.ts';
import {accountNews, isAhead, isOtherTenant, lateRows, namesIn} from './news.ts';
import {type AccountNews, type Looks, predict} from './predict.ts';
import {readAllChanges} from './read-changes.ts';
import {type DeltaReport, type FullReason, firstReport} from './report.ts';
import {chooseSlice, pagesOf, usualInterval} from './slice.ts';
import type {DeltaStore, StoredState} from './store.ts';
import {type DeltaList, finishedLists, membersOf} from './stored-lists.ts';
import {missed, noTrust, proofsNeeded, unproven, watched, whyRead} from './trust.ts';
import {unexplained} from './unexplained.ts';

/** Before the last time that changes were asked for: immune to any time zone, and each row is seen many times. */
const overlap = 26 * 60 * 60 * 1000;
/** Without a sync for longer than that, changes are not asked for: everything is read, ms. */
const longestGap = 24 * 60 * 60 * 1000;
/** The clock in an answer is cut to seconds. */
const clockStep = 1000;
/** More accounts than that are not looked at for one list. */
const mostLooks = 20;
/** A list of so many pages is not read again for one removal: the account's own list tells as well. */
const pagesWorthReading = 2;

/**
 * One sync by changes: which lists have to be read, what the others hold, and whether what was predicted is there. Nothing
 * predicted is stored before everything read has been compared with its prediction.
 */
export class DeltaSync {
	readonly #run: Run;
	readonly #store: DeltaStore;
	readonly #parts: DeltaParts;
	readonly #needed: number;
	#state: StoredState | null = null;
	#lists = new Map<string, StoredList>();
	/** Rows that came for the first time, by list. */
	#fresh = new Map<string, Change[]>();
	#rows = new Set<string>();
	#cursor: number | null = null;
	#news: AccountNews | null = null;
	#looks: Record<ListKind, Map<string, Members>> = {'course-people': new Map(), 'team-members': new Map()};
	/** Whether predictions can be compared with what is read. */
	#isComparable = false;
	#hasRows = false;
	readonly #readAt = new Map<string, number>();
	/** The lists among them that were compared with their predictions. */
	readonly #verified = new Set<string>();
	readonly #missed = new Set<ChangeName>();
	readonly #kept = new Map<string, Members>();
	readonly report: DeltaReport;

	constructor(run: Run, store: DeltaStore, parts: DeltaParts) {
		this.#run = run;
		this.#store = store;
		this.#parts = parts;
		this.#needed = parts.needed ?? proofsNeeded;
		this.report = firstReport(this.#needed, parts.within ?? usualInterval);
	}

	/**
	 * Reads the changes and gives the keys of the lists that need not be read, as far as is known yet. To be called when
	 * accounts, teams and courses are read to their ends.
	 */
	async plan(lists: readonly DeltaList[]): Promise<ReadonlySet<string>> {
		const reason = await this.#prepare();
		const {full} = this.report;
		const state = this.#state;
		const left = new Set<string>();
		for (const kind of listKinds) {
			full[kind] = reason ?? (state ? whyRead(state.trust, kind, this.#needed) : 'first');
		}
		if (this.#isComparable) this.#countLate();
		const candidates: StoredList[] = [];
		for (const list of lists) {
			const stored = this.#lists.get(listingKey(list));
			if (full[list.kind] === null && stored) candidates.push(stored);
		}
		if (candidates.length === 0) return left;
		await this.#lookAtReactivated();
		const clear: StoredList[] = [];
		for (const list of candidates) if (await this.#isClear(list)) clear.push(list);
		const now = this.#cursor!;
		const {pageSize} = this.#run.client;
		const slice = chooseSlice(clear, now, Math.max(0, now - state!.cursor), {pageSize, within: this.report.intervalMs});
		for (const {key} of clear) if (!slice.has(key)) left.add(key);
		return left;
	}

	/** Notes that a list was just read to its end. */
	wasRead(list: DeltaList): void {
		const at = this.#run.client.serverTime?.() ?? null;
		if (at !== null) this.#readAt.set(listingKey(list), at + clockStep);
		this.report.read++;
	}

	/** Compares what was read with what was predicted. Gives the lists of those left out that may be taken as predicted. */
	async verify(left: ReadonlySet<string>): Promise<ReadonlyMap<string, Members>> {
		await this.verifyRead();
		for (const key of left) {
			const list = this.#lists.get(key)!;
			if (this.report.full[list.kind] !== null) continue;
			this.#kept.set(key, this.#predict(list, this.#store.members(key)).members);
		}
		this.report.leftOut = this.#kept.size;
		return this.#kept;
	}

	/** Compares the lists that were read since the last time with what was predicted. */
	async verifyRead(): Promise<void> {
		const keys = [...this.#readAt.keys()].filter((key) => !this.#verified.has(key));
		if (!this.#isComparable || !this.#state || keys.length === 0) return;
		const {trust} = this.#state;
		const picture = this.#parts.openPicture();
		const differences: NamedChange[] = [];
		const told: NamedChange[] = [];
		try {
			for (const key of keys) {
				this.#verified.add(key);
				const list = this.#lists.get(key);
				if (!list || !this.#isThere(list)) continue;
				const before = this.#store.members(key);
				const {members, unsure} = this.#predict(list, before);
				const actual = membersOf(picture, list);
				const wrong = changesBetween(list, members, actual).filter((change) => !this.#isExcused(change));
				const wrongMembers = new Set(wrong.map(({member}) => member));
				for (const change of changesBetween(list, before, actual)) {
					if (!wrongMembers.has(change.member) && !this.#isExcused(change)) told.push(change);
				}
				if (unsure !== null) differences.push(...wrong.filter(({member}) => !unsure.has(member)));
			}
		} finally {
			picture.close();
		}
		// What was missed in this sync is not proven by it.
		for (const {name} of told) if (!this.#missed.has(name)) watched(trust, name, this.#needed);
		this.report.told += told.length;
		const known = {cursor: this.#cursor!, rows: this.#rows, listed: this.#news!.listed};
		const untold = await unexplained(this.#run, differences, known);
		for (const change of untold) this.#doubt(change.kind, change.name, 'unexplained');
		this.report.untold += untold.length;
	}

	/** Until when places in a list that was left out count or are due: as stored, or as the newest result says. */
	deadlines(list: DeltaList): ReadonlyMap<string, number> {
		const key = listingKey(list);
		return deadlinesAfter(this.#store.deadlines(key), this.#fresh.get(key) ?? []);
	}

	/** Saves what the next sync builds on. To be called once the working file is finished. */
	save(): void {
		const {file, client} = this.#run;
		const {trust} = this.#state ?? {trust: noTrust()};
		this.report.unproven = listKinds.flatMap((kind) => unproven(trust, kind, this.#needed));
		const end = client.serverTime?.() ?? null;
		// Without a clock nothing tells which changes come after a list was read; what was resumed was read at two times.
		if (this.#cursor === null || end === null || this.#parts.isResumed) {
			this.#store.clear();
			return;
		}
		const {lists, accounts, showsInactive} = finishedLists(
			file,
			this.#parts.openPicture(),
			this.#kept,
			(key) => (this.#kept.has(key) ? this.#lists.get(key)?.readAt : this.#readAt.get(key)) ?? end + clockStep,
		);
		const state = {
			fingerprint: this.#parts.fingerprint,
			cursor: this.#cursor,
			hasSeen: this.#hasRows,
			showsInactive,
			trust,
		};
		try {
			this.#store.save(state, lists, accounts, this.#rows);
		} catch (error) {
			// What this sync read is whole without it.
			this.#run.log('warn', deltaMessages.notSaved, {reason: String(error)});
			this.#store.clear();
		}
	}

	close(): void {
		this.#store.close();
	}

	/** Loads what is stored, reads the changes, and gives the reason why nothing can be left out, if there is one. */
	async #prepare(): Promise<FullReason | null> {
		const {client} = this.#run;
		const picture = this.#parts.openPicture();
		const accounts = picture.active(resourceTypeIds.account);
		picture.close();
		const state = this.#store.load();
		const now = client.serverTime?.() ?? null;
		const isOurs = state !== null && state.fingerprint === this.#parts.fingerprint;
		this.#state = isOurs ? state : null;
		if (this.#parts.isResumed) return 'resumed';
		if (now === null) return 'clock';
		const since = isOurs && now >= state.cursor ? Math.max(state.cursor, now - longestGap) : now;
		this.#cursor = now;
		const rows = await readAllChanges(this.#run, {since: since - overlap, to: now + ahead});
		this.#hasRows = rows !== null;
		if (rows !== null) for (const {id} of rows) this.#rows.add(id);
		if (!isOurs) return state === null ? 'first' : 'selection';
		if (now < state.cursor) return 'clock';
		if (now - state.cursor > longestGap) return 'gap';
		if (rows === null || !state.hasSeen) return 'refused';
		if (isAhead(rows, now)) return 'ahead';
		const before = this.#store.accounts();
		this.#news = accountNews(before, accounts, state.showsInactive);
		if (isOtherTenant(this.#news, before)) return 'other-tenant';
		this.#lists = new Map(this.#store.lists().map((list) => [list.key, list]));
		const seen = this.#store.seen();
		for (const row of rows) {
			if (seen.has(row.id)) continue;
			const key = listingKey({kind: listKindOf(row.kind), of: row.list});
			this.#fresh.set(key, [...(this.#fresh.get(key) ?? []), row]);
		}
		this.#isComparable = true;
		return null;
	}

	/** A row that comes late shows that the file before could have been wrong, and that this one can be. */
	#countLate(): void {
		const late = lateRows([...this.#fresh.values()].flat(), this.#state!.cursor);
		this.report.late = late.length;
		for (const row of late) for (const name of namesIn(row)) this.#doubt(listKindOf(row.kind), name, 'late');
	}

	#doubt(kind: ListKind, name: ChangeName, reason: FullReason): void {
		const {trust} = this.#state!;
		if (this.report.full[kind] === null) {
			this.report.full[kind] = reason;
			trust.strikes[kind]++;
		}
		missed(trust, name);
		this.#missed.add(name);
		this.#run.log('warn', 'change not told', {kind, change: name, reason});
	}

	/** What an account was in before it was inactive no row tells: its own lists do. */
	async #lookAtReactivated(): Promise<void> {
		const news = this.#news!;
		for (const id of news.reactivated) {
			if (this.report.full['team-members'] === null) await this.#look('team-members', id);
			if (this.report.full['course-people'] === null && !news.showsInactive) await this.#look('course-people', id);
		}
	}

	async #look(kind: ListKind, id: string): Promise<void> {
		this.#looks[kind].set(id, await listsOfAccount(this.#run, kind, id));
	}

	/** Whether the changes tell what a list holds. Those removed from a long one are looked at one by one. */
	async #isClear(list: StoredList): Promise<boolean> {
		const news = this.#news!;
		const hasRows = this.#fresh.has(list.key);
		if (!hasRows && news.deactivated.size === 0) return true;
		const before = this.#store.members(list.key);
		const {isDoubtful, removals} = this.#predict(list, before);
		if (isDoubtful) return false;
		if (removals.length === 0) return true;
		const isLong = pagesOf(list, this.#run.client.pageSize) > pagesWorthReading;
		if (list.kind === 'team-members' || !isLong || removals.length > mostLooks) return false;
		for (const id of removals) await this.#look('course-people', id);
		return true;
	}

	#predict(list: StoredList, before: Members) {
		const looks: Looks = this.#looks[list.kind];
		return predict(list, before, this.#fresh.get(list.key) ?? [], this.#news!, looks, this.#state!.cursor);
	}

	/** What is explained without a change of the place itself: the account is new, gone, or was (de)activated. */
	#isExcused({member}: NamedChange): boolean {
		const {listed, deactivated, reactivated} = this.#news!;
		return !listed.has(member) || deactivated.has(member) || reactivated.has(member);
	}

	#isThere({kind, of, key}: StoredList): boolean {
		const type = kind === 'team-members' ? resourceTypeIds.team : resourceTypeIds.course;
		const {file} = this.#run;
		return file.hasResource(type, of) && file.note(`vanished:${key}`) === null;
	}
}
