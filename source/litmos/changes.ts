import {Problem} from '../problem/problem.ts';
import {field} from './answer-rows.ts';
import {ahead, type Change, type ChangeKind, type ChangePage, type ChangeWindow, isHint} from './change-records.ts';
import type {RequestOptions} from './client.ts';
import type {Call, Exchange} from './exchange.ts';
import type {Row} from './rows.ts';

/**
 * The calls below `/org`, which tell the records that were created or updated between two moments. Facts: Litmos' page on
 * date-range delta queries and its OpenAPI description; no program is known that uses them, so nothing is taken for granted
 * of what they leave out.
 */
const sources = {
	'course-assignments': {path: '/org/users/courses', row: 'UserCourse', list: ['id'], member: ['userid']},
	'course-results': {path: '/org/results/details', row: 'UserResult', list: ['id'], member: ['userid']},
	'team-members': {path: '/org/teams/users', row: 'TeamUser', list: ['teamid'], member: ['id']},
	'team-courses': {path: '/org/teams/courses', row: 'TeamCourse', list: ['id'], member: []},
	'path-courses': {path: '/org/learningpaths/courses', row: 'LearningPathCourse', list: ['id'], member: []},
	'course-modules': {path: '/org/courses/modules', row: 'CourseModule', list: ['courseid'], member: []},
} as const satisfies Record<ChangeKind, unknown>;

/** Statuses that refuse the call or its window: which one Litmos gives for what is not documented the same everywhere. */
const refusals = [400, 403, 404, 406];

/** One page of a change call; null when Litmos refuses the call or the window. Throws what every call throws. */
export async function changePage(
	exchange: Pick<Exchange, 'send'>,
	limit: number,
	kind: ChangeKind,
	window: ChangeWindow,
	start: number,
	{signal, patience}: RequestOptions & Pick<Call, 'patience'>,
): Promise<ChangePage | null> {
	const {path, row} = sources[kind];
	const {rows, status} = await exchange.send({
		method: 'GET',
		template: path,
		path,
		query: {
			since: changeTime(window.since),
			to: changeTime(window.to),
			limit: String(limit),
			...(start > 0 && {start: String(start)}),
		},
		// The names of the roots are not documented, those of the rows are.
		shape: {root: null, row, fields: new Set(fieldNames)},
		expected: refusals,
		...(patience && {patience}),
		signal,
	});
	if (refusals.includes(status)) return null;
	const changes = rows.map((read) => toChange(kind, read));
	const usable = changes.filter(({list, member}) => list !== '' && (member !== '' || isHint(kind)));
	return {
		rows: usable,
		next: rows.length < limit ? null : start + rows.length,
		unusable: rows.length - usable.length,
	};
}

/** Whether Litmos answers a date-range call: the form of the dates, without a zone, is the documented one. */
export async function takesDateRanges(
	exchange: Pick<Exchange, 'send'>,
	options: RequestOptions = {},
	now: number = Date.now(),
): Promise<boolean> {
	try {
		const window = {since: now - ahead / 2, to: now + ahead};
		return (await changePage(exchange, 1, 'team-members', window, 0, {...options, patience: 'person'})) !== null;
	} catch (error) {
		const problem = Problem.from(error);
		// Something answers there, but not with rows.
		if (problem.code === 'litmos/unexpected-answer') return false;
		throw problem;
	}
}

const ids = ['id', 'userid', 'teamid', 'courseid', 'learningpathid'];
const states = ['active', 'completed', 'updateddate', 'createddate', 'isteamleader', 'isteamadmin'];
const deadlines = ['duedate', 'complianttilldate'];
/** All that is read of a row; together they tell a version of it from another. */
const fieldNames = [...ids, ...states, ...deadlines];

function toChange(kind: ChangeKind, row: Row): Change {
	const {list, member} = sources[kind];
	const at = time(field(row, 'updateddate')) ?? time(field(row, 'createddate'));
	return {
		id: [kind, ...fieldNames.map((name) => field(row, name))].join(' '),
		kind,
		list: field(row, ...list).trim(),
		member: field(row, ...member).trim(),
		active: truth(field(row, 'active')),
		completed: kind === 'course-results' ? truth(field(row, 'completed')) : null,
		dueDate: field(row, 'duedate'),
		compliantTill: field(row, 'complianttilldate'),
		stamp: at,
	};
}

function truth(text: string): boolean | null {
	const value = text.trim().toLowerCase();
	if (value === 'true' || value === '1') return true;
	return value === 'false' || value === '0' ? false : null;
}

/** `YYYY-MM-DD HH:MM:SS` without a zone, which Litmos' own texts show; a zone would be turned into the server's time. */
function changeTime(at: number): string {
	return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** Dates come without a zone, with up to three fraction digits; in JSON as `/Date(ms±hhmm)/`, whose wall clock counts. */
function time(text: string): number | null {
	const json = /^\/Date\((-?\d+)(?:([+-])(\d\d)(\d\d))?\)\/$/.exec(text.trim());
	if (json) {
		const [, ms, sign, hours = '0', minutes = '0'] = json;
		const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
		return Number(ms) + (sign === '-' ? -offset : offset);
	}
	if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z?$/.test(text.trim())) return null;
	const at = Date.parse(`${text.trim().replace(/Z$/, '')}Z`);
	return Number.isNaN(at) ? null : at;
}
