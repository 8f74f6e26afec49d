import {filtered, type Listing, mapped, sorted} from './listing.ts';
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
];

const notAssigned = () => new Refusal(404, 'Course is not assigned to the user');
