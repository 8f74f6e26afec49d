import {Problem} from '../problem/problem.ts';
import {ahead} from './change-records.ts';
import {changeTime} from './changes.ts';
import type {RequestOptions} from './client.ts';
import type {Exchange} from './exchange.ts';

const path = '/org/teams/users';

/**
 * Whether Litmos answers a date-range call. The form of the dates, without a zone, is the documented one.
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
			query: {since: changeTime(now - ahead / 2), to: changeTime(now + ahead), limit: '1'},
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
