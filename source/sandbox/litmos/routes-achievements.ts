import {mapped} from './listing.ts';
import {parameter} from './request.ts';
import {type Call, get, listAnswer, type Route, sinceTime} from './route.ts';
import {shapes} from './shapes.ts';

/** Every course of this many gives an achievement to those who complete it. */
const every = 3;

interface Earned {
	course: number;
	account: number;
	at: number;
}

/** What people have earned, newest first. */
function earned(call: Call): Earned[] {
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
	return rows.sort((a, b) => b.at - a.at || a.course - b.course || a.account - b.account);
}

export const achievementRoutes: Route[] = [
	get('/achievements', (call) => {
		const rows = mapped(earned(call), ({course, account}) => call.records.achievement(course, account));
		return listAnswer(call, rows, shapes.achievement);
	}),
];
