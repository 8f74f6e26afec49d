import {counted, filtered, type Listing, mapped, sorted} from './listing.ts';
import {resultTime} from './records.ts';
import {bodyIds, pageRequest, parameter, Refusal} from './request.ts';
import {
	account,
	type Call,
	course,
	found,
	get,
	listAnswer,
	pageRows,
	post,
	put,
	type Route,
	remove,
	searched,
	sendsMail,
	sinceTime,
	single,
} from './route.ts';
import {type Shape, shapes} from './shapes.ts';
import type {Row} from './wire.ts';

/** No result is older. */
const beginning = Date.UTC(2023, 0, 1);

/** All accounts as rows of the given record, after `showInactive`, `search`, `sort` and `dir`. */
function allAccounts(call: Call, {fields, search = []}: Shape, row: (index: number) => Row): Listing<Row> {
	const {query} = call.request;
	const activeOnly = row === call.records.account && parameter(query, 'showInactive')?.toLowerCase() === 'false';
	const listed = call.tenant.accounts();
	const indexes = activeOnly ? filtered(listed, (index) => call.tenant.isActive(index)) : listed;
	const list = searched(call, mapped(indexes, row), search);
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
	// Searched before it is sorted.
	get('/users', (call) =>
		listAnswer(call, allAccounts(call, shapes.account, call.records.account), {...shapes.account, search: []}),
	),
	get('/users/paginated', (call) => {
		const list = allAccounts(call, shapes.account, call.records.account);
		const {start, limit} = pageRequest(call.request.query);
		const page = {size: limit, start, total: list.length};
		return {kind: 'collection', fields: shapes.account.fields, rows: pageRows(call, list), page};
	}),
	get('/users/details', (call) => {
		const shape = shapes.accountDetails;
		const since = sinceTime(call);
		let list = allAccounts(call, shape, call.records.accountDetails);
		const created = shape.fields.findIndex(({name}) => name === 'CreatedDate');
		if (since !== null) list = filtered(list, (row) => Date.parse(String(row[created])) > since);
		return listAnswer(call, list, {...shape, search: []});
	}),
	post('/users/courses', (call) => {
		const ids = [...new Set(bodyIds(call.request, 'Users', 'User'))];
		if (ids.length > 25) throw new Refusal(400, 'At most 25 users');
		const known = ids.map((id) => call.tenant.data.accounts.indexOf(id)).filter((index) => index >= 0);
		return {kind: 'list', root: 'Users', ...shapes.accountCourses, rows: known.map(call.records.accountCourses)};
	}),
	get('/users/{id}', (call) => {
		const {accounts} = call.tenant.data;
		const key = call.ids[0] ?? '';
		const index = accounts.indexOf(key);
		const known = found(index >= 0 ? index : accounts.indexOfUserName(key), 'User');
		return single(shapes.accountDetails, call.records.accountDetails(known));
	}),
	get('/users/{id}/courses', (call) => {
		const index = account(call);
		const list = mapped(call.tenant.accountCourses(index), (at) => call.records.accountCourse(index, at));
		return listAnswer(call, list, shapes.accountCourse);
	}),
	post('/users/{id}/courses', (call) => {
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
	}),
	get('/users/{id}/courses/{cid}', (call) => {
		const [person, index] = [account(call), course(call, 1)];
		if (!call.tenant.hasCourse(person, index)) throw notAssigned();
		return single(shapes.accountCourseDetails, call.records.accountCourseDetails(person, index));
	}),
	remove('/users/{id}/courses/{cid}', (call) => {
		const [person, index] = [account(call), course(call, 1)];
		if (call.tenant.ownedByLearningPath(person, index)) {
			const text = `Course ${call.ids[1]} of user ${call.ids[0]} belongs to a learning path. Remove the learning path instead`;
			throw new Refusal(406, text);
		}
		if (!call.tenant.unassign(person, index, call.now)) throw notAssigned();
		return {kind: 'empty', status: 200};
	}),
	put('/users/{id}/courses/{cid}/reset', (call) => {
		if (!call.tenant.reset(account(call), course(call, 1), call.now)) throw notAssigned();
		return {kind: 'empty', status: 200};
	}),
	get('/users/{id}/teams', (call) =>
		listAnswer(call, mapped(call.tenant.accountTeams(account(call)), call.records.team), shapes.team),
	),
	get('/users/{id}/learningpaths', (call) => {
		const person = account(call);
		const paths = call.tenant.data.learningPaths.of(person);
		const list = mapped(paths, (path) => call.records.accountLearningPath(person, path));
		return listAnswer(call, list, shapes.accountLearningPath);
	}),
	get('/results/details', (call) => listAnswer(call, results(call), shapes.result)),
];

const notAssigned = () => new Refusal(404, 'Course is not assigned to the user');
