import {counted, filtered, type Listing, mapped, sorted} from './listing.ts';
import {
	accountCourseDetailFields,
	accountCourseFields,
	accountCoursesFields,
	accountDetailFields,
	accountFields,
	accountLearningPathFields,
	resultFields,
	resultTime,
	teamFields,
} from './records.ts';
import {bodyIds, pageRequest, parameter, Refusal} from './request.ts';
import {
	account,
	accountSearch,
	type Call,
	course,
	found,
	listAnswer,
	pageRows,
	type Route,
	searched,
	sendsMail,
	shapes,
	sinceTime,
} from './route.ts';
import type {Field, Row} from './wire.ts';

/** No result is older. */
const beginning = Date.UTC(2023, 0, 1);

/** All accounts as rows of the given record, after `showInactive`, `search`, `sort` and `dir`. */
function allAccounts(call: Call, fields: readonly Field[], row: (index: number) => Row): Listing<Row> {
	const {query} = call.request;
	const activeOnly = fields === accountFields && parameter(query, 'showInactive')?.toLowerCase() === 'false';
	const listed = call.tenant.accounts();
	const indexes = activeOnly ? filtered(listed, (index) => call.tenant.isActive(index)) : listed;
	const columns = fields === accountFields ? accountSearch : [1, 2, 3, 5, 26];
	const list = searched(call, mapped(indexes, row), columns);
	const wanted = parameter(query, 'sort')?.toLowerCase();
	const column = fields.findIndex(({name}) => name.toLowerCase() === wanted);
	if (column < 0) return list;
	return sorted(list, (entry) => String(entry[column] ?? ''), parameter(query, 'dir')?.toUpperCase() === 'DESC');
}

function results(call: Call): Listing<Row> {
	const {tenant, records} = call;
	const since = sinceTime(call);
	if (since === null) throw new Refusal(406, 'since is required');
	const courses = tenant.data.size.courses;
	const ends = new Float64Array(courses);
	let total = 0;
	for (let index = 0; index < courses; index++) {
		total += listedPeople(call, index).length;
		ends[index] = total;
	}
	const pairs = counted(total, (position): [course: number, person: number] => {
		let [low, high] = [0, courses - 1];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((ends[middle] as number) > position) high = middle;
			else low = middle + 1;
		}
		return [low, listedPeople(call, low).at(position - ((ends[low - 1] as number | undefined) ?? 0))];
	});
	const changed =
		since < beginning
			? pairs
			: filtered(pairs, ([index, person]) => resultTime(tenant.progress(index, person)) > since);
	return mapped(changed, ([index, person]) => records.result(index, person));
}

/** The people of a course without the one whom the account list does not have, who comes first. */
function listedPeople(call: Call, course: number): Listing<number> {
	const people = call.tenant.coursePeople(course);
	if (!call.tenant.data.enrolments.unlisted.has(course)) return people;
	return counted(people.length - 1, (position) => people.at(position + 1));
}

export const accountRoutes: Route[] = [
	{
		method: 'GET',
		template: '/users',
		handle: (call) =>
			listAnswer(call, allAccounts(call, accountFields, call.records.account), {
				...shapes.accounts,
				fields: accountFields,
			}),
	},
	{
		method: 'GET',
		template: '/users/paginated',
		handle(call) {
			const list = allAccounts(call, accountFields, call.records.account);
			const {start, limit} = pageRequest(call.request.query);
			const page = {size: limit, start, total: list.length};
			return {kind: 'collection', fields: accountFields, rows: pageRows(call, list), page};
		},
	},
	{
		method: 'GET',
		template: '/users/details',
		handle(call) {
			const since = sinceTime(call);
			let list = allAccounts(call, accountDetailFields, call.records.accountDetails);
			const created = accountDetailFields.findIndex(({name}) => name === 'CreatedDate');
			if (since !== null) list = filtered(list, (row) => Date.parse(String(row[created])) > since);
			return listAnswer(call, list, {...shapes.accounts, fields: accountDetailFields});
		},
	},
	{
		method: 'POST',
		template: '/users/courses',
		handle(call) {
			const ids = [...new Set(bodyIds(call.request, 'Users', 'User'))];
			if (ids.length > 25) throw new Refusal(400, 'At most 25 users');
			const known = ids.map((id) => call.tenant.data.accounts.indexOf(id)).filter((index) => index >= 0);
			const rows = known.map(call.records.accountCourses);
			return {kind: 'list', ...shapes.accounts, fields: accountCoursesFields, rows};
		},
	},
	{
		method: 'GET',
		template: '/users/{id}',
		handle(call) {
			const {accounts} = call.tenant.data;
			const key = call.ids[0] ?? '';
			const index = accounts.indexOf(key);
			const row = call.records.accountDetails(found(index >= 0 ? index : accounts.indexOfUserName(key), 'User'));
			return {kind: 'single', root: 'User', fields: accountDetailFields, row};
		},
	},
	{
		method: 'GET',
		template: '/users/{id}/courses',
		handle(call) {
			const index = account(call);
			const courses = call.tenant.accountCourses(index);
			const list = counted(courses.length, (at) => call.records.accountCourse(index, courses[at] as number));
			return listAnswer(call, searched(call, list, [1, 2]), {...shapes.courses, fields: accountCourseFields});
		},
	},
	{
		method: 'POST',
		template: '/users/{id}/courses',
		handle(call) {
			const person = account(call);
			const {courses, accounts} = call.tenant.data;
			for (const id of bodyIds(call.request, 'Courses', 'Course')) {
				const index = courses.indexOf(id);
				// Unknown and already assigned courses are ignored without a word (fact sheet, section 4.5).
				if (index < 0 || !call.tenant.assign(person, index, call.now)) continue;
				if (sendsMail(call, true) && accounts.hasSignedIn(person)) {
					const to = accounts.email(person) || accounts.userName(person);
					call.hooks.mail?.({to, about: `Course assigned: ${courses.name(index)}`});
				}
			}
			return {kind: 'empty', status: 200};
		},
	},
	{
		method: 'GET',
		template: '/users/{id}/courses/{cid}',
		handle(call) {
			const [person, index] = [account(call), course(call, 1)];
			if (!call.tenant.hasCourse(person, index)) throw new Refusal(404, 'Course is not assigned to the user');
			const row = call.records.accountCourseDetails(person, index);
			return {kind: 'single', root: 'Course', fields: accountCourseDetailFields, row};
		},
	},
	{
		method: 'DELETE',
		template: '/users/{id}/courses/{cid}',
		handle(call) {
			const [person, index] = [account(call), course(call, 1)];
			if (call.tenant.ownedByLearningPath(person, index)) {
				const text = `Course ${call.ids[1]} of user ${call.ids[0]} belongs to a learning path. Remove the learning path instead`;
				throw new Refusal(406, text);
			}
			if (!call.tenant.unassign(person, index, call.now)) throw new Refusal(404, 'Course is not assigned to the user');
			return {kind: 'empty', status: 200};
		},
	},
	{
		method: 'PUT',
		template: '/users/{id}/courses/{cid}/reset',
		handle(call) {
			if (!call.tenant.reset(account(call), course(call, 1), call.now)) {
				throw new Refusal(404, 'Course is not assigned to the user');
			}
			return {kind: 'empty', status: 200};
		},
	},
	{
		method: 'GET',
		template: '/users/{id}/teams',
		handle(call) {
			const teams = call.tenant.accountTeams(account(call));
			const list = counted(teams.length, (at) => call.records.team(teams[at] as number));
			return listAnswer(call, searched(call, list, [1]), {...shapes.teams, fields: teamFields});
		},
	},
	{
		method: 'GET',
		template: '/users/{id}/learningpaths',
		handle(call) {
			const person = account(call);
			const paths = call.tenant.data.learningPaths.of(person);
			const list = counted(paths.length, (at) => call.records.accountLearningPath(person, paths[at] as number));
			const shape = {...shapes.learningPaths, fields: accountLearningPathFields};
			return listAnswer(call, searched(call, list, [1]), shape);
		},
	},
	{
		method: 'GET',
		template: '/results/details',
		handle: (call) => listAnswer(call, results(call), {...shapes.accounts, fields: resultFields, refuseTooMany: true}),
	},
];
