import type {LitmosBehaviour} from './behaviour.ts';
import type {ChangeRecord, RecordKind} from './journal.ts';
import {filtered, type Listing, slice} from './listing.ts';
import type {Records} from './records.ts';
import type {Incoming, Reply} from './reply.ts';
import {type LitmosRequest, type PageRequest, pageRequest, parameter, Refusal} from './request.ts';
import type {Shape} from './shapes.ts';
import type {Tenant} from './tenant.ts';
import type {Field, Pagination, Row} from './wire.ts';

export type Answer =
	| {kind: 'list'; root: string; child: string; fields: readonly Field[]; rows: readonly Row[]}
	| {kind: 'single'; root: string; fields: readonly Field[]; row: Row}
	| {kind: 'collection'; fields: readonly Field[]; rows: readonly Row[]; page: Pagination}
	| {kind: 'empty'; status: number};

/** What a handler works with. */
export interface Call {
	request: LitmosRequest;
	/** Values of the `{…}` parts of the template, in order. */
	ids: string[];
	tenant: Tenant;
	records: Records;
	behaviour: LitmosBehaviour;
	hooks: LitmosHooks;
	now: number;
}

export interface Route {
	method: string;
	/** `/courses/{id}/users`: words match in any case, ids exactly. */
	template: string;
	handle(call: Call): Answer;
}

const routesOf =
	(method: string) =>
	(template: string, handle: Route['handle']): Route => ({method, template, handle});
export const get = routesOf('GET');
export const post = routesOf('POST');
export const put = routesOf('PUT');
export const remove = routesOf('DELETE');

/** Where tests make the sandbox's Litmos misbehave, and see what it does. The demo uses none of these. */
export interface LitmosHooks {
	/** Stands around every request: `admit` gives what key, source or limiter refuse, `answer` all else. */
	around?(request: Incoming, route: Route | null, steps: {admit(): Reply | null; answer(): Reply}): Reply;
	/** Rows of one page of a listing. */
	page?(call: Call, list: Listing<Row>, page: PageRequest): Row[];
	/** Records that an `/org` call tells, in the place of those that were noted. */
	changes?(kind: RecordKind, records: ChangeRecord[], call: Call): ChangeRecord[];
	/** Told of mail that a real tenant would have sent. */
	mail?(mail: {to: string; about: string}): void;
}

export function account(call: Call, at = 0): number {
	const index = call.tenant.data.accounts.indexOf(call.ids[at] ?? '');
	return found(call.tenant.isGone(index) ? -1 : index, 'User');
}
/** Some courses are listed and then refused, or gone. */
export function course(call: Call, at = 0): number {
	const {courses} = call.tenant.data;
	const index = found(courses.indexOf(call.ids[at] ?? ''), 'Course');
	const {forbiddenCourses, vanishedCourses} = call.behaviour;
	if (index < forbiddenCourses) throw new Refusal(403, 'You do not have permission for this course');
	return found(index < call.tenant.data.size.courses - vanishedCourses ? index : -1, 'Course');
}
export function team(call: Call, at = 0): number {
	return found(call.tenant.data.teams.ids.index(call.ids[at] ?? ''), 'Team');
}
export function learningPath(call: Call, at = 0): number {
	return found(call.tenant.data.learningPaths.ids.index(call.ids[at] ?? ''), 'LearningPath');
}

export function found(index: number, what: string): number {
	if (index < 0) throw new Refusal(404, `${what} does not exist`);
	return index;
}

/** `sendmessage` of a write; mail is sent unless it says no, or only if it says yes (fact sheet, section 9, 14). */
export function sendsMail(call: Call, byDefault: boolean): boolean {
	const value = parameter(call.request.query, 'sendmessage')?.toLowerCase();
	return value === undefined || value === '' ? byDefault : value === 'true';
}

/** One page of a list, searched before. The element around the list has the name of its children, in the plural. */
export function listAnswer(call: Call, list: Listing<Row>, shape: Shape): Answer {
	const {child, fields, search} = shape;
	const rows = pageRows(call, searched(call, list, search ?? []));
	return {kind: 'list', root: `${child}s`, child, fields, rows};
}

/** Keeps the rows that hold the `search` text in one of the columns. */
export function searched(call: Call, list: Listing<Row>, columns: readonly number[]): Listing<Row> {
	const wanted = parameter(call.request.query, 'search')?.toLowerCase() ?? '';
	if (wanted === '' || columns.length === 0) return list;
	const has = (value: Row[number] | undefined) =>
		String(value ?? '')
			.toLowerCase()
			.includes(wanted);
	return filtered(list, (row) => columns.some((column) => has(row[column])));
}

export function pageRows(call: Call, list: Listing<Row>): Row[] {
	const asked = pageRequest(call.request.query);
	const {pageCap, vanishingRows} = call.behaviour;
	const start = asked.start + (vanishingRows && asked.start > 0 ? 1 : 0);
	const limit = Math.min(asked.limit, pageCap ?? asked.limit);
	return call.hooks.page?.(call, list, {start, limit}) ?? slice(list, start, start + limit);
}

/** One record by itself. */
export function single({child, fields}: Shape, row: Row): Answer {
	return {kind: 'single', root: child, fields, row};
}

/** `since`, read as UTC: `yyyy-MM-dd`, with or without a time. */
export function sinceTime(call: Call): number | null {
	const text = parameter(call.request.query, 'since');
	if (text === null || text === '') return null;
	const time = /^\d{4}-\d\d-\d\d( \d\d:\d\d(:\d\d)?)?$/.test(text)
		? Date.parse(`${text.replace(' ', 'T')}Z`)
		: Number.NaN;
	const day = text.length === 10 ? Date.parse(text) : time;
	if (Number.isNaN(day)) throw new Refusal(406, 'since is not a date');
	return day;
}

/** Finds routes by method and path. */
export class Router {
	readonly #routes: {route: Route; parts: string[]}[];

	constructor(routes: readonly Route[]) {
		this.#routes = routes.map((route) => ({route, parts: route.template.split('/').slice(1)}));
	}

	/** `'method'` when the path exists, but not with this method. */
	find(method: string, segments: readonly string[]): {route: Route; ids: string[]} | 'method' | null {
		let pathExists = false;
		for (const {route, parts} of this.#routes) {
			const ids = match(parts, segments);
			if (ids === null) continue;
			if (route.method === method) return {route, ids};
			pathExists = true;
		}
		return pathExists ? 'method' : null;
	}
}

function match(parts: readonly string[], segments: readonly string[]): string[] | null {
	if (parts.length !== segments.length) return null;
	const ids: string[] = [];
	for (const [at, part] of parts.entries()) {
		const segment = segments[at] as string;
		if (part.startsWith('{')) ids.push(segment);
		else if (part !== segment.toLowerCase()) return null;
	}
	return ids;
}
