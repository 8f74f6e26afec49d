import {counted, mapped} from './listing.ts';
import {bodyIds, Refusal} from './request.ts';
import {account, type Call, get, listAnswer, post, put, type Route, remove, sendsMail, single, team} from './route.ts';
import {shapes} from './shapes.ts';
import type {TeamRole} from './teams.ts';

const people = (role: TeamRole, path: string = role): Route =>
	get(`/teams/{id}/${path}`, (call) =>
		listAnswer(call, mapped(call.tenant.teamPeople(team(call), role), call.records.account), shapes.account),
	);

/** Makes a member a leader or admin. */
const promotion = (role: 'leaders' | 'admins'): Route =>
	put(`/teams/{id}/${role}/{uid}`, (call) => setRole(call, role, 'members', true));

/** Ends that. */
const demotion = (role: 'leaders' | 'admins'): Route =>
	remove(`/teams/{id}/${role}/{uid}`, (call) => setRole(call, role, role, false));

function setRole(call: Call, role: TeamRole, needed: TeamRole, wanted: boolean): {kind: 'empty'; status: number} {
	const [index, person] = [team(call), account(call, 1)];
	if (!call.tenant.inTeam(person, index, needed)) throw new Refusal(404, 'User is not on the team');
	call.tenant.setInTeam(person, index, role, wanted, call.now);
	return {kind: 'empty', status: 200};
}

export const teamRoutes: Route[] = [
	get('/teams', (call) => listAnswer(call, counted(call.tenant.data.size.teams, call.records.team), shapes.team)),
	get('/teams/{id}', (call) => single(shapes.teamDetails, call.records.teamDetails(team(call)))),
	people('members', 'users'),
	people('leaders'),
	people('admins'),
	post('/teams/{id}/users', (call) => {
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
	}),
	remove('/teams/{id}/users/{uid}', (call) => {
		if (!call.tenant.setInTeam(account(call, 1), team(call), 'members', false, call.now)) {
			throw new Refusal(404, 'User is not on the team');
		}
		return {kind: 'empty', status: 200};
	}),
	promotion('leaders'),
	promotion('admins'),
	demotion('leaders'),
	demotion('admins'),
];
