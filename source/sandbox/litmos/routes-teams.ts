import {hash} from './hash.ts';
import {counted, mapped} from './listing.ts';
import {accountFields, courseFields, teamDetailFields, teamFields} from './records.ts';
import {bodyIds, Refusal} from './request.ts';
import {account, accountSearch, type Call, listAnswer, type Route, searched, sendsMail, shapes, team} from './route.ts';
import type {TeamRole} from './teams.ts';

function people(template: string, role: TeamRole): Route {
	return {
		method: 'GET',
		template,
		handle(call) {
			const list = mapped(call.tenant.teamPeople(team(call), role), call.records.account);
			const shape = {...shapes.accounts, fields: accountFields};
			return listAnswer(call, searched(call, list, accountSearch), shape);
		},
	};
}

/** Makes a member a leader or admin, or ends that. */
function promotion(method: 'PUT' | 'DELETE', role: 'leaders' | 'admins'): Route {
	return {
		method,
		template: `/teams/{id}/${role}/{uid}`,
		handle(call) {
			const [index, person] = [team(call), account(call, 1)];
			const needed = method === 'PUT' ? 'members' : role;
			if (!call.tenant.inTeam(person, index, needed)) throw new Refusal(404, 'User is not on the team');
			call.tenant.setInTeam(person, index, role, method === 'PUT', call.now);
			return {kind: 'empty', status: 200};
		},
	};
}

/** A few courses of a team: `[course, in the team's library rather than assigned]`. */
function teamCourses(call: Call, index: number): [number, boolean][] {
	const {seed, size} = call.tenant.data;
	if (size.courses === 0) return [];
	const chosen = new Set<number>();
	const wanted = hash(seed, 95, index) % 6;
	for (let at = 0; at < wanted; at++) chosen.add(hash(seed, 96, index, at) % size.courses);
	return [...chosen].map((course) => [course, hash(seed, 97, index, course) % 2 === 0]);
}

export const teamRoutes: Route[] = [
	{
		method: 'GET',
		template: '/teams',
		handle(call) {
			const list = counted(call.tenant.data.size.teams, call.records.team);
			return listAnswer(call, searched(call, list, [1]), {...shapes.teams, fields: teamFields});
		},
	},
	{
		method: 'GET',
		template: '/teams/{id}',
		handle: (call) => ({
			kind: 'single',
			root: 'Team',
			fields: teamDetailFields,
			row: call.records.teamDetails(team(call)),
		}),
	},
	{
		method: 'GET',
		template: '/teams/{id}/teams',
		handle(call) {
			const children = call.tenant.data.teams.children(team(call));
			const list = counted(children.length, (at) => call.records.team(children[at] as number));
			return listAnswer(call, list, {...shapes.teams, fields: teamFields});
		},
	},
	people('/teams/{id}/users', 'members'),
	people('/teams/{id}/leaders', 'leaders'),
	people('/teams/{id}/admins', 'admins'),
	{
		method: 'GET',
		template: '/teams/{id}/courses',
		handle(call) {
			const courses = teamCourses(call, team(call));
			const list = counted(courses.length, (at) => {
				const [course, library] = courses[at] as [number, boolean];
				return call.records.courseFor(course, library);
			});
			return listAnswer(call, searched(call, list, [1, 2]), {...shapes.courses, fields: courseFields});
		},
	},
	{
		method: 'POST',
		template: '/teams/{id}/users',
		handle(call) {
			const index = team(call);
			const {accounts, teams} = call.tenant.data;
			for (const id of bodyIds(call.request, 'Users', 'User')) {
				const person = accounts.indexOf(id);
				// Unknown ids and members are ignored; inactive people never show in the list of members.
				if (person < 0 || !call.tenant.isActive(person)) continue;
				if (call.tenant.setInTeam(person, index, 'members', true, call.now) && sendsMail(call, false)) {
					const to = accounts.email(person) || accounts.userName(person);
					call.hooks.mail?.({to, about: `Added to team: ${teams.name(index)}`});
				}
			}
			return {kind: 'empty', status: 201};
		},
	},
	{
		method: 'DELETE',
		template: '/teams/{id}/users/{uid}',
		handle(call) {
			if (!call.tenant.setInTeam(account(call, 1), team(call), 'members', false, call.now)) {
				throw new Refusal(404, 'User is not on the team');
			}
			return {kind: 'empty', status: 200};
		},
	},
	promotion('PUT', 'leaders'),
	promotion('DELETE', 'leaders'),
	promotion('PUT', 'admins'),
	promotion('DELETE', 'admins'),
];
