import {Problem} from '../problem/problem.ts';
import {changeTime} from './changes.ts';
import type {RequestOptions} from './client.ts';
import type {Exchange} from './exchange.ts';

const hour = 3_600_000;
const path = '/org/teams/users';

/**
 * Whether Litmos answers a date-range call. The form of the dates, without a zone, is the documented one; `to` lies two days
 * ahead, since rows of the current day come only with a later date (sheet on date-range calls, section 1.1).
 */
export async function takesDateRanges(
	exchange: Pick<Exchange, 'send'>,
	{signal}: RequestOptions = {},
	now: number = Date.now(),
): Promise<boolean> {
	try {
		const {status} = await exchange.send({
			method: 'GET',
			template: path,
			path,
			query: {since: changeTime(now - 24 * hour), to: changeTime(now + 48 * hour), limit: '1'},
			shape: {root: null, row: 'TeamUser', fields: new Set()},
			expected: [400, 403, 404, 405, 406],
			patience: 'person',
			signal,
		});
		return status < 300;
	} catch (error) {
		const problem = Problem.from(error);
		// Something answers there, but not with rows.
		if (problem.code === 'litmos/unexpected-answer') return false;
		throw problem;
	}
}
