import type {ChangeRecord, RecordKind} from './journal.ts';
import {counted, mapped} from './listing.ts';
import {parameter, Refusal} from './request.ts';
import {type Call, get, listAnswer, type Route} from './route.ts';
import {type Field, fields, type Row} from './wire.ts';

/** Field names and their order: Litmos' OpenAPI description (delta fact sheet, section 1.2). */
const assignmentFields = fields(
	'UserId Id OriginalUserId:number OriginalCourseId:number Active:boolean CreatedDate:date UpdatedDate:date CreatedBy:number UpdatedBy:number',
);
const resultFields = fields(
	'Id UserId OriginalCourseId:number OriginalUserId:number Name Active:boolean CreatedDate:date UpdatedDate:date ' +
		'StartedDate:date Completed:boolean PercentageComplete:number CompletedDate:date UpToDate:boolean Overdue:boolean ' +
		'CompliantTillDate:date DueDate:date LastAttemptDate:date CreatedBy:number UpdatedBy:number Code UserName',
);
const memberFields = fields(
	'TeamId Id OriginalTeamId:number OriginalUserId:number Active:boolean IsTeamLeader:boolean IsTeamAdmin:boolean ' +
		'CreatedDate:date UpdatedDate:date CreatedBy:number UpdatedBy:number',
);
const stamps = 'Active:boolean CreatedDate:date UpdatedDate:date CreatedBy:number UpdatedBy:number';

function assignment({tenant: {data}}: Call, {list, account, active, created, updated}: ChangeRecord): Row {
	const {accounts, courses} = data;
	const owner = accounts.ids.number(0);
	// biome-ignore format: the documented order
	return [
		accounts.ids.id(account), courses.ids.id(list), accounts.ids.number(account), courses.ids.number(list), active,
		created, updated, owner, owner,
	];
}

function result({tenant}: Call, {list, account, active, created, updated}: ChangeRecord): Row {
	const {accounts, courses} = tenant.data;
	const p = tenant.progress(list, account);
	const owner = accounts.ids.number(0);
	// biome-ignore format: the documented order
	return [
		courses.ids.id(list), accounts.ids.id(account), courses.ids.number(list), accounts.ids.number(account),
		courses.name(list), active, created, updated, p.started, p.completed, p.percentage, p.finished, true,
		p.due !== null && !p.completed, p.compliantTill, p.due, p.finished ?? p.started, owner, owner, courses.code(list),
		accounts.userName(account),
	];
}

function member({tenant}: Call, {list, account, active, created, updated}: ChangeRecord): Row {
	const {accounts, teams} = tenant.data;
	const owner = accounts.ids.number(0);
	// biome-ignore format: the documented order
	return [
		teams.ids.id(list), accounts.ids.id(account), teams.ids.number(list), accounts.ids.number(account), active,
		tenant.inTeam(account, list, 'leaders'), tenant.inTeam(account, list, 'admins'), created, updated, owner, owner,
	];
}

const dayMs = 24 * 60 * 60 * 1000;

/** The window of a call. Both ends are required. */
function windowOf(call: Call): {since: number; to: number} {
	const [since, to] = ['since', 'to'].map((name) => {
		const text = parameter(call.request.query, name) ?? '';
		const at = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? Date.parse(`${text.replace(' ', 'T')}Z`) : Number.NaN;
		if (Number.isNaN(at)) throw new Refusal(406, `${name} is not a date`);
		return at;
	}) as [number, number];
	return {since, to};
}

/** Today is withheld unless `to` lies in the future (section 1.1). */
function changes(call: Call, kind: RecordKind): ChangeRecord[] {
	const {since, to} = windowOf(call);
	const today = Math.floor(call.now / dayMs) * dayMs;
	const end = to > call.now ? to : Math.min(to, today);
	const records = call.tenant.journal.records(kind);
	return (call.hooks.changes?.(kind, records, call) ?? records)
		.filter(({updated}) => updated >= since && updated <= end)
		.sort((a, b) => a.updated - b.updated);
}

const records = (path: string, kind: RecordKind, child: string, list: readonly Field[], row: typeof member): Route =>
	get(`/org/${path}`, (call) => {
		const rows = mapped(changes(call, kind), (record) => row(call, record));
		return listAnswer(call, rows, {child, fields: list});
	});

/** Nothing of these ever changes in the demo data. */
const still = (path: string, child: string, ids: string): Route =>
	get(`/org/${path}`, (call) => {
		windowOf(call);
		return listAnswer(
			call,
			counted(0, (): Row => []),
			{child, fields: fields(`${ids} ${stamps}`)},
		);
	});

export const changeRoutes: Route[] = [
	records('users/courses', 'course-assignments', 'UserCourse', assignmentFields, assignment),
	records('results/details', 'course-results', 'UserResult', resultFields, result),
	records('teams/users', 'team-members', 'TeamUser', memberFields, member),
	still('teams/courses', 'TeamCourse', 'TeamId Id OriginalCourseId:number OriginalTeamId:number'),
	still(
		'learningpaths/courses',
		'LearningPathCourse',
		'LearningPathId Id OriginalLearningPathId:number OriginalCourseId:number',
	),
	still('courses/modules', 'CourseModule', 'CourseId Id OriginalCourseId:number OriginalModuleId:number'),
];
