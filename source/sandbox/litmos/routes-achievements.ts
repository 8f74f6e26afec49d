import {type Listing, mapped} from './listing.ts';
import {achievementFields} from './records.ts';
import {parameter} from './request.ts';
import {type Call, listAnswer, type Route, shapes, sinceTime} from './route.ts';

/** Every course of this many gives an achievement to those who complete it. */
const every = 3;

interface Earned {
	course: number;
	account: number;
	at: number;
}

/** What people have earned, newest first. */
function earned(call: Call): Listing<Earned> {
	const {tenant, request} = call;
	const since = sinceTime(call) ?? Number.NEGATIVE_INFINITY;
	const wanted = parameter(request.query, 'userid');
	const only = wanted === null || wanted === '' ? null : tenant.data.accounts.indexOf(wanted);
	const rows: Earned[] = [];
	for (let course = 0; course < tenant.data.size.courses; course += every) {
		const people = tenant.coursePeople(course);
		for (let position = 0; position < people.length; position++) {
			const account = people.at(position);
			if (account < 0 || (only !== null && account !== only) || !tenant.completed(course, account)) continue;
			const at = tenant.progress(course, account).finished ?? 0;
			if (at > since) rows.push({course, account, at});
		}
	}
	rows.sort((a, b) => b.at - a.at || a.course - b.course || a.account - b.account);
	return {length: rows.length, at: (position) => rows[position]!};
}

export const achievementRoutes: Route[] = [
	{
		method: 'GET',
		template: '/achievements',
		handle(call) {
			const rows = mapped(earned(call), ({course, account}) => call.records.achievement(course, account));
			return listAnswer(call, rows, {...shapes.achievements, fields: achievementFields});
		},
	},
];
