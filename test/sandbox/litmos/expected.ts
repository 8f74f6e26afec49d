import type {Tenant} from '../../../source/sandbox/litmos/tenant.ts';
import type {LitmosReport} from './counters.ts';

type Expected = LitmosReport['expected'];

/** What a reader finds that misses nothing and counts nothing twice. Looks at every enrolment; 3 million take a moment. */
export function countExpected(tenant: Tenant, inactiveInCourseUsers: boolean): Expected {
	const {size} = tenant.data;
	let memberGrants = 0;
	for (let team = 0; team < size.teams; team++) {
		const members = tenant.teamPeople(team, 'members');
		memberGrants += members.length;
	}
	let assigned = 0;
	let completed = 0;
	let unlisted = 0;
	for (let course = 0; course < size.courses; course++) {
		const people = tenant.coursePeople(course);
		for (let position = 0; position < people.length; position++) {
			const person = people.at(position);
			if (person < 0) unlisted++;
			else if (!inactiveInCourseUsers && !tenant.isActive(person)) continue;
			assigned++;
			if (tenant.completed(course, person)) completed++;
		}
	}
	return {
		accounts: tenant.accounts().length,
		teams: size.teams,
		courses: size.courses,
		memberGrants,
		assigned,
		completed,
		inProgress: assigned - completed,
		unlisted,
	};
}
