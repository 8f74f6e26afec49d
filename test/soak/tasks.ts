import type {TaskSpec} from '../../source/sandbox/conductorone/tasks.ts';
import type {FinishedTask} from '../sandbox/conductorone/records.ts';
import type {LitmosSandbox} from '../sandbox/litmos/server.ts';

export interface Expectation {
	kind: string;
	/** Whether this is the right answer. */
	holds: (task: FinishedTask) => boolean;
}

const done = ({ok}: FinishedTask) => ok;
const refusedWith =
	(code: number) =>
	({ok, statusCode, nonRetryable}: FinishedTask) =>
		!ok && statusCode === code && nonRetryable;

/** The `index`-th task of a long day: one of ten kinds in turn. */
export function taskOf(index: number, litmos: LitmosSandbox): {task: TaskSpec; expectation: Expectation} {
	const {accounts, courses} = litmos.sample(20);
	const account = accounts[(index * 7) % accounts.length]!.id;
	const course = courses[(index * 3) % courses.length]!.id;
	const entitlement = {
		id: `course:${course}:assigned`,
		slug: 'assigned',
		resource: {id: {resourceType: 'course', resource: course}},
	};
	const principal = {id: {resourceType: 'user', resource: account}};
	const grant = {id: `${entitlement.id}:user:${account}`, entitlement, principal};
	switch (index % 10) {
		case 0:
			return {task: {kind: 'sync'}, expectation: {kind: 'sync', holds: done}};
		case 1:
		case 6:
			return {task: {kind: 'grant', body: {entitlement, principal}}, expectation: {kind: 'grant', holds: done}};
		case 2:
		case 9:
			return {task: {kind: 'revoke', body: {grant}}, expectation: {kind: 'revoke', holds: done}};
		case 3:
			return {task: {kind: 'hello'}, expectation: {kind: 'hello', holds: done}};
		case 4:
			return {
				task: {kind: 'other', field: 'create_account'},
				expectation: {kind: 'unsupported', holds: refusedWith(12)},
			};
		case 5: {
			const unknown = {...entitlement, id: 'course:AAAAAAAAAAA1:assigned'};
			return {
				task: {kind: 'grant', body: {entitlement: unknown, principal}},
				expectation: {kind: 'grant of an unknown course', holds: refusedWith(5)},
			};
		}
		case 7:
			return {
				task: {kind: 'sync', body: {skipEntitlementsAndGrants: true}},
				expectation: {kind: 'sync', holds: done},
			};
		default: {
			const completed = {...entitlement, id: `course:${course}:completed`, slug: 'completed'};
			return {
				task: {kind: 'grant', body: {entitlement: completed, principal}},
				expectation: {kind: 'grant of progress', holds: refusedWith(12)},
			};
		}
	}
}
