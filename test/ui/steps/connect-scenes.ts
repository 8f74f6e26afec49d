import {Problem} from '../../../source/problem/problem.ts';
import {beginningOf} from '../../../source/setup/conductorone/progress.ts';
import {type ConnectState, connectBeginning} from '../../../source/setup/conductorone/state.ts';
import {type Scene, scenes} from './states.ts';

/** The pages of the part in ConductorOne, each in the states it can be in. */
const host = 'acme.conductor.one';
const identity = {
	host,
	userId: 'u1',
	displayName: 'Ada Okafor',
	email: 'ada.okafor@example.com',
	roles: ['system:connector-admin'],
};
const account = {
	identity,
	where: 'Saved in the desktop keychain (Secret Service).',
	expiresAt: '2027-02-26T00:00:00Z',
	unfinished: null,
};
const done = {status: 'done' as const, value: null};
const running = {status: 'running' as const};
const app = {kind: 'new' as const, name: 'Litmos'};
const answers = {...connectBeginning().answers, app};
const here = {...answers, hosting: 'here' as const};
const progress = {
	...beginningOf(host),
	app: {id: 'a1', name: 'Litmos', isOurs: true},
	connector: {id: 'c1', appId: 'a1', catalogId: 'baton', isOurs: true, syncedBefore: null},
};
const problem = new Problem({
	code: 'c1/forbidden',
	what: 'You aren’t allowed to create apps in ConductorOne',
	why: 'The role Connector Administrator can’t create apps.',
	next: ['Ask an Application Administrator to create the app, and select it here.'],
});
const apps = {
	work: done,
	rows: Array.from({length: 60}, (_, index) => ({
		id: `app-${index}`,
		name: `Application ${index}`,
		note: 'managed' as const,
		choice: {kind: 'existing' as const, id: `app-${index}`, name: `Application ${index}`},
	})),
};
const people = {
	work: done,
	rows: Array.from({length: 60}, (_, index) => ({
		id: `p${index}`,
		label: `Person ${index} <person${index}@example.com>`,
	})),
};
const page =
	'https://acme.conductor.one/admin/connector/2hnQvHSa8dS1hipSjquuvwvf5vG/3MkpbUb7Jrh1aJ3v1wsbbdQeuGC/3MkpbSlTbZo';
const base = scenes['conductorone-empty']!.state;

function scene(change: Partial<ConnectState>, ...sees: Scene['sees']): Scene {
	return {
		state: {...base, waysIn: ['credential', 'sign-in'], connect: {...connectBeginning(host), signIn: done, ...change}},
		sees,
	};
}

const proof = (missing: number): ConnectState['proof'] => ({
	arrived: {accounts: 250, entitlements: 49, grants: 2094 - missing},
	rows: [
		{what: 'accounts', sent: 250, arrived: 250, missing: 0},
		{what: 'entitlements', sent: 49, arrived: 49, missing: 0},
		{what: 'grants', sent: 2094, arrived: 2094 - missing, missing},
	],
	isComplete: missing === 0,
});
const connected = {word: 'Connected' as const, detail: '', completedAt: '2026-11-28T12:00:00Z', dropGuard: false};
function pushed(change: Partial<ConnectState>, ...sees: Scene['sees']): Scene {
	const {state} = scenes.done!;
	const connect = {...connectBeginning(host), account, answers: here, progress, pages: {connector: page}, ...change};
	return {state: {...state, connect}, sees};
}

/** They are reached by choosing to sign in, except where something was made already. */
export const connectScenes: Record<string, Scene> = {
	'connect-way-in': scene({}, 'Connect to ConductorOne'),
	'connect-sign-in': scene({progress}, 'How do you want to sign in?'),
	'connect-tenant': scene({progress, page: 'tenant'}, 'What is your ConductorOne address?'),
	'connect-code': scene(
		{
			progress,
			page: 'code',
			signIn: running,
			code: {url: `https://${host}/device?user_code=BCDF-GHJK`, userCode: 'BCDF-GHJK', expiresAt: 0},
		},
		'Approve the sign-in',
	),
	'connect-key': scene({progress, page: 'key'}, 'Paste a personal API key'),
	'connect-account': scene({progress, page: 'account', account}, 'You’re signed in'),
	'connect-apps': scene({progress, page: 'app', account, apps}, 'Which ConductorOne app'),
	'connect-apps-failed': scene(
		{progress, page: 'app', account, apps: {work: {status: 'failed', problem}, rows: apps.rows.slice(0, 3)}},
		'Which ConductorOne app',
	),
	'connect-new-app': scene({progress, page: 'new-app', account, apps}, 'What do you want'),
	'connect-owners': scene({progress, page: 'owners', account, people, answers}, 'Who should own'),
	'connect-hosting': scene({progress, page: 'hosting', account, answers}, 'How should the'),
	'connect-review': scene({progress, page: 'review', account, answers: here}, 'Review'),
	'connect-work': scene(
		{
			page: 'work',
			account,
			answers: here,
			progress,
			work: running,
			steps: [
				{step: 'app', state: 'done'},
				{step: 'connector', state: 'running'},
				{step: 'credential', state: 'open'},
			],
		},
		'Setting up',
	),
	'connect-failed': scene(
		{
			page: 'work',
			account,
			answers: here,
			progress,
			problem,
			work: {status: 'failed', problem},
			steps: [
				{step: 'app', state: 'failed'},
				{step: 'connector', state: 'open'},
			],
		},
		'Setup stopped',
	),
	'connect-result': scene(
		{
			page: 'result',
			account,
			answers: {...answers, hosting: 'hosted'},
			progress,
			watch: done,
			connector: connected,
			proof: proof(0),
			pages: {connector: page},
		},
		'ConductorOne has',
	),
	'done-waiting': pushed({watch: running, connector: connected}, 'ConductorOne accepted'),
	'done-arrived': pushed({watch: done, connector: connected, proof: proof(0)}, 'ConductorOne has received'),
	'done-missing': pushed({watch: done, connector: connected, proof: proof(8)}, 'ConductorOne is still processing'),
};
