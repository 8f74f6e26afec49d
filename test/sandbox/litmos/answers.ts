import type {Dataset} from '../../../source/sandbox/litmos/dataset.ts';
import {filtered, type Listing, slice} from '../../../source/sandbox/litmos/listing.ts';
import type {Whole} from '../../../source/sandbox/litmos/reply.ts';
import type {PageRequest} from '../../../source/sandbox/litmos/request.ts';
import type {Call} from '../../../source/sandbox/litmos/route.ts';
import type {Row} from '../../../source/sandbox/litmos/wire.ts';
import type {LitmosBehaviour} from './behaviour.ts';

/** Calls that an Administrator's key may make (fact sheet, section 1.2); all other reads are refused. */
const administratorMayRead = [
	/^\/users\/\{id\}\/(courses\/\{cid\}|teams)$/,
	/^\/teams\/\{id\}(\/(users|admins))?$/,
	/^\/learningpaths/,
];

export function needsOwner({method, template}: {method: string; template: string}): boolean {
	return method === 'GET' && !administratorMayRead.some((one) => one.test(template));
}

/** Lists whose `start` the official description leaves out; a server may ignore it. */
const startMayBeIgnored = /^(teams\/[^/]+\/(users|leaders|admins)|courses\/[^/]+\/modules)$/i;

export function oddPage(
	call: Call,
	list: Listing<Row>,
	{start, limit}: PageRequest,
	behaviour: LitmosBehaviour,
): Row[] {
	const {segments} = call.request;
	const {accounts} = call.tenant.data;
	const isHidden = ([id]: Row) => {
		const index = accounts.indexOf(String(id));
		return index >= 0 && !call.tenant.isActive(index);
	};
	const ofCourse = segments[0]?.toLowerCase() === 'courses' && segments[2]?.toLowerCase() === 'users';
	const shown = ofCourse && !behaviour.inactiveInCourseUsers ? filtered(list, (row) => !isHidden(row)) : list;
	const from = behaviour.ignoreStart && startMayBeIgnored.test(segments.join('/')) ? 0 : start;
	const first = behaviour.movingData ? moved({start: from, limit}) : from;
	return slice(shown, first, first + limit + (behaviour.overfullPages ? 1 : 0));
}

/**
 * Where a page begins when a new row came in front before each page after the first: the page repeats the last row of
 * the one before. Three such rows at most, so that even pages of one row come to an end.
 */
function moved({start, limit}: PageRequest): number {
	return Math.max(0, start - Math.min(3, Math.ceil(start / limit)));
}

/** Came late to Litmos; absent where a server of 2016 is imitated. */
const recent = ['Brand', 'ParentTeamId'];

/** Writes "no value" in another way. */
export function rewrittenNil(reply: Whole, nilForm: LitmosBehaviour['nilForm']): Whole {
	if (nilForm === 'nil' || reply.status !== 200) return reply;
	const type = reply.headers['Content-Type'] ?? '';
	if (type.includes('xml')) {
		const empty = nilForm === 'empty' ? '<$1></$1>' : '';
		let body = reply.body.replace(/<(\w+) i:nil="true" \/>/g, empty);
		if (nilForm === 'missing')
			for (const name of recent) body = body.replace(new RegExp(`<${name}>.*?</${name}>`, 'gs'), '');
		return {...reply, body};
	}
	if (!type.includes('json')) return reply;
	const value: unknown = JSON.parse(reply.body, (name, entry: unknown) => {
		if (nilForm === 'empty') return entry === null ? '' : entry;
		return entry === null || recent.includes(name) ? undefined : entry;
	});
	return {...reply, body: JSON.stringify(value).replaceAll('/', '\\/')};
}

/** Puts characters into some names that XML 1.0 forbids, while `isOn`. */
export function withControlCharacters(data: Dataset, isOn: () => boolean): Dataset {
	const account = data.accounts.at.bind(data.accounts);
	data.accounts.at = (index) => {
		const one = account(index);
		if (isOn() && index % 50 === 3) one.firstName += '\u001f';
		return one;
	};
	const course = data.courses.at.bind(data.courses);
	data.courses.at = (index) => {
		const one = course(index);
		if (isOn() && index % 10 === 3) one.name += '\u000b';
		return one;
	};
	return data;
}
