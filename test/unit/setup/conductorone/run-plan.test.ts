import {describe, expect, it} from 'vitest';
import type {RecordedRequest} from '../../../../source/conductorone/rest/dry-run.ts';
import {connectWithKey} from '../../../../source/conductorone/rest/personal-key.ts';
import {selfHostedCatalogId} from '../../../../source/conductorone/rest/set-up.ts';
import {hostings} from '../../../../source/deploy/ways.ts';
import {Problem} from '../../../../source/problem/problem.ts';
import type {ConnectAnswers} from '../../../../source/setup/conductorone/answers.ts';
import {runPlan} from '../../../../source/setup/conductorone/run-plan.ts';
import {undoPlan} from '../../../../source/setup/conductorone/undo.ts';
import type {ConductorOneBehaviour} from '../../../sandbox/conductorone/behaviour.ts';
import type {RestReport} from '../../../sandbox/conductorone/report.ts';
import type {ConductorOneSandbox} from '../../../sandbox/conductorone/server.ts';
import {answers, apiKey, collect, Fixture, stopped, tenant} from './fixtures.ts';

const run = (fixture: Fixture, c1: ConductorOneSandbox, chosen: ConnectAnswers = answers) =>
	runPlan(chosen, fixture.progress(c1.host), fixture.services(c1));

/** What of the set-up is in ConductorOne, deleted and revoked things left out. */
function made({apps, connectors, credentials}: RestReport) {
	const own = apps.filter(({displayName, deleted}) => displayName === 'Litmos' && !deleted);
	const theirs = connectors.filter(({appId, deleted}) => !deleted && own.some(({id}) => id === appId));
	return {
		apps: own.length,
		connectors: theirs.map(({catalogId, config}) => ({catalogId, config})),
		credentials: credentials.filter(({ownerId, revoked}) => !revoked && theirs.some(({id}) => id === ownerId)).length,
	};
}

describe.each(hostings)('%s', (hosting) => {
	const chosen = {...answers, hosting, ...(hosting === 'kubernetes' ? {isApplied: true} : {})};

	it('ends the same however often it is killed, and makes nothing twice', async () => {
		const whole = new Fixture();
		const c1 = await tenant();
		await run(whole, c1, chosen);
		const wanted = made(c1.report().rest);
		expect(wanted.credentials).toBe(['hosted', 'terraform'].includes(hosting) ? 0 : 1);

		for (let lifetime = 0; ; lifetime++) {
			const fixture = new Fixture();
			const other = await tenant();
			fixture.lifetime = lifetime;
			const first = await run(fixture, other, chosen).catch((error: unknown) => error);
			const isKilled = first instanceof Problem && first.message.includes('killed');
			fixture.lifetime = Number.POSITIVE_INFINITY;
			await run(fixture, other, chosen);
			expect(made(other.report().rest), `after ${lifetime} traces`).toEqual(wanted);
			expect([...fixture.files.keys()]).toEqual([...whole.files.keys()]);
			expect(fixture.keychain.size).toBe(whole.keychain.size);
			expect(fixture.pushes.length).toBeGreaterThanOrEqual(whole.pushes.length);
			if (!isKilled) break;
			expect(lifetime).toBeLessThan(100);
		}
	});

	it('does nothing when it is run again after its end', async () => {
		const fixture = new Fixture();
		const c1 = await tenant();
		await run(fixture, c1, chosen);
		const before = c1.report().rest.requests;
		expect(await run(fixture, c1, chosen)).toMatchObject({done: []});
		const writes = (requests: Record<string, number>) =>
			Object.entries(requests).filter(([name]) => /^(PUT|DELETE|POST (?!.*search))/.test(name));
		expect(writes(c1.report().rest.requests)).toEqual(writes(before));
	});

	it('is taken back without a trace', async () => {
		const fixture = new Fixture();
		const c1 = await tenant();
		await run(fixture, c1, chosen);
		const {lines} = await undoPlan(fixture.progress(c1.host), fixture.services(c1));
		expect(lines.length).toBeGreaterThan(0);
		expect(made(c1.report().rest)).toEqual({apps: 0, connectors: [], credentials: 0});
		expect([fixture.files.size, fixture.keychain.size]).toEqual([0, 0]);
		// Once more finds nothing to do.
		expect((await undoPlan(fixture.progress(c1.host), fixture.services(c1))).lines).toEqual([]);
	});

	it('shows no secret in a dry run, and changes nothing', async () => {
		const fixture = new Fixture();
		const c1 = await tenant();
		const requests: RecordedRequest[] = [];
		const client = connectWithKey(c1.personal, {
			version: '0',
			insecure: true,
			apiHost: c1.host,
			dryRun: (request) => void requests.push(request),
		});
		const before = c1.report().rest;
		await runPlan(chosen, fixture.progress(c1.host), fixture.services(c1, {client, save: () => {}}));
		expect(c1.report().rest.apps).toEqual(before.apps);
		expect(c1.report().rest.connectors).toEqual(before.connectors);
		expect(JSON.stringify(requests)).not.toContain(apiKey);
		expect(requests.map(({method, path}) => `${method} ${path}`)).toMatchSnapshot();
	});
});

describe('trouble', () => {
	const failing = async (behaviour: Partial<ConductorOneBehaviour>, chosen = answers) => {
		const fixture = new Fixture();
		const c1 = await tenant(behaviour);
		const problem = await run(fixture, c1, chosen).catch((error: unknown) => error);
		return {fixture, c1, problem: problem instanceof Problem ? problem : undefined};
	};

	it.each(['basic', 'connector-admin', 'read-only-admin'] as const)(
		'a role that is too low (%s) is told which it takes',
		async (role) => {
			const {c1, problem} = await failing({role});
			expect(problem).toMatchObject({code: 'c1/forbidden'});
			expect(problem?.next.join(' ')).toMatch(/administrator/i);
			expect(problem?.next.join(' ')).toContain('Nothing was created');
			expect(made(c1.report().rest).apps).toBe(0);
		},
	);

	it('a role that may make the app and not the connector says what was made, and can be undone', async () => {
		const {c1, fixture, problem} = await failing({role: 'app-admin'});
		expect(problem?.next.join(' ')).toMatch(/the app “Litmos”.*--undo/);
		await undoPlan(fixture.progress(c1.host), fixture.services(c1));
		expect(made(c1.report().rest).apps).toBe(0);
	});

	it('a name that is taken is refused before anything is made, and reuse is a choice', async () => {
		const fixture = new Fixture();
		const c1 = await tenant();
		const client = fixture.services(c1).client;
		const theirs = await client.createApp({displayName: 'Litmos'});
		await expect(run(fixture, c1)).rejects.toMatchObject({
			code: 'c1/conflict',
			message: expect.stringContaining('Litmos'),
		});
		const other = new Fixture();
		await run(other, c1, {...answers, app: {kind: 'existing', id: theirs.id, name: 'Litmos'}});
		const {lines, stays} = await undoPlan(other.progress(c1.host), other.services(c1));
		expect(lines).toEqual(['the connector and the data it synced']);
		expect(stays.join(' ')).toContain('existed before');
		expect(made(c1.report().rest).apps).toBe(1);
	});

	it('a key revoked between two steps is told, and the set-up goes on with another', async () => {
		const fixture = new Fixture();
		const c1 = await tenant();
		const services = fixture.services(c1);
		const onEvent = (event: {type: string; step?: string}) => {
			if (event.type === 'done' && event.step === 'app') c1.behave({personalKeyRevoked: true});
		};
		await expect(runPlan(answers, fixture.progress(c1.host), {...services, onEvent})).rejects.toMatchObject({
			code: 'c1/credential-refused',
		});
		c1.behave({personalKeyRevoked: false});
		await run(fixture, c1);
		expect(made(c1.report().rest)).toMatchObject({apps: 1, connectors: [{}]});
	});

	it('a storm of 429 is waited out', async () => {
		const {problem, c1} = await failing({restFaults: [{status: 429, times: 3, retryAfterSeconds: 0}]});
		expect(problem).toBeUndefined();
		expect(made(c1.report().rest)).toMatchObject({apps: 1, connectors: [{}]});
	});

	it('a storm of 429 that does not end is told, and nothing is made twice afterwards', async () => {
		const {problem, c1, fixture} = await failing({
			restFaults: [{status: 429, times: 50, method: 'POST', path: '/connectors'}],
		});
		expect(problem).toMatchObject({code: 'c1/busy', retryable: true});
		c1.behave({restFaults: []});
		await run(fixture, c1);
		expect(made(c1.report().rest)).toMatchObject({apps: 1, connectors: [{}]});
	});

	it.each([
		['the app', '/api/v1/apps', {}],
		['the hosted connector', '/connectors/create', {}],
		['the self-hosted connector', '/connectors', {hosting: 'here' as const}],
		['the credential', '/credentials', {hosting: 'here' as const}],
	])('a fault after %s was made makes no second one', async (_what, path, change) => {
		const {problem, c1, fixture} = await failing(
			{restFaults: [{status: 500, times: 1, method: 'POST', path, after: true}]},
			{...answers, ...change},
		);
		expect(problem).toBeUndefined();
		const {apps, connectors, credentials} = made(c1.report().rest);
		expect([apps, connectors.length, credentials]).toEqual([1, 1, 'hosting' in change ? 1 : 0]);
		expect(JSON.stringify(fixture.events).includes('was created again')).toBe(path === '/credentials');
	});

	it('an answer about the credential that is lost again and again stops the run, and the next one goes on', async () => {
		const {problem, c1, fixture} = await failing(
			{restFaults: [{status: 500, times: 2, method: 'POST', path: '/credentials', after: true}]},
			{...answers, hosting: 'here'},
		);
		expect(problem).toMatchObject({code: 'c1/busy'});
		await run(fixture, c1, {...answers, hosting: 'here'});
		expect(made(c1.report().rest)).toMatchObject({apps: 1, connectors: [{}], credentials: 1});
	});

	it('a refusal to issue the credential leaves the connector as it is', async () => {
		const {problem, c1, fixture} = await failing(
			{restFaults: [{status: 403, times: 1, method: 'POST', path: '/credentials'}]},
			{...answers, hosting: 'here'},
		);
		expect(problem).toMatchObject({code: 'c1/forbidden'});
		const id = fixture.progress(c1.host).connector?.id;
		await run(fixture, c1, {...answers, hosting: 'here'});
		expect(fixture.progress(c1.host)).toMatchObject({connector: {id}, credential: {isKept: true}});
		expect(made(c1.report().rest).credentials).toBe(1);
	});

	describe('a connector that holds more than this run made is not made anew for a lost credential', () => {
		/** Killed in the moment the credential is issued. */
		const killedAtIssue = async (fixture: Fixture, c1: ConductorOneSandbox, chosen: ConnectAnswers) => {
			const services = fixture.services(c1);
			const client = Object.create(services.client) as typeof services.client;
			client.rotateCredential = async (ref) => {
				await services.client.rotateCredential(ref);
				fixture.lifetime = 0;
				throw new Error('killed');
			};
			await expect(runPlan(chosen, fixture.progress(c1.host), {...services, client})).rejects.toThrow('killed');
			fixture.lifetime = Number.POSITIVE_INFINITY;
			expect(fixture.progress(c1.host).isIssuing).toBe(true);
		};

		it('one that was there before', async () => {
			const fixture = new Fixture();
			const c1 = await tenant();
			const {client} = fixture.services(c1);
			const app = await client.createApp({displayName: 'Litmos'});
			const delegated = {appId: app.id, catalogId: selfHostedCatalogId, displayName: 'Litmos'};
			const {id} = await client.createDelegatedConnector(delegated);
			const chosen: ConnectAnswers = {
				...answers,
				hosting: 'here',
				app: {kind: 'existing', id: app.id, name: 'Litmos'},
			};
			await killedAtIssue(fixture, c1, chosen);
			await run(fixture, c1, chosen);
			expect(fixture.progress(c1.host).connector).toMatchObject({id, isOurs: false});
			expect(JSON.stringify(fixture.events)).toContain('a client secret that got lost');
		});

		it('one that data came through: its keychain was cleared and it is pushed to anew', async () => {
			const fixture = new Fixture();
			const c1 = await tenant();
			const chosen: ConnectAnswers = {...answers, hosting: 'here'};
			await run(fixture, c1, chosen);
			const {connector, credential, pushed, ...rest} = fixture.progress(c1.host);
			expect(pushed).toBeDefined();
			fixture.saved = JSON.stringify({...rest, connector, pushed, credential: {...credential, isKept: false}});
			await killedAtIssue(fixture, c1, chosen);
			await run(fixture, c1, chosen);
			expect(fixture.progress(c1.host).connector).toEqual(connector);
			expect(JSON.stringify(fixture.events)).toContain('a client secret that got lost');
		});

		it('and undoing says so', async () => {
			const fixture = new Fixture();
			const c1 = await tenant();
			const {client} = fixture.services(c1);
			const app = await client.createApp({displayName: 'Litmos'});
			await client.createDelegatedConnector({
				appId: app.id,
				catalogId: selfHostedCatalogId,
				displayName: 'Litmos',
			});
			await killedAtIssue(fixture, c1, {
				...answers,
				hosting: 'here',
				app: {kind: 'existing', id: app.id, name: 'Litmos'},
			});
			const {stays} = await undoPlan(fixture.progress(c1.host), fixture.services(c1));
			expect(stays.join(' ')).toContain('A client secret may have been issued');
		});
	});

	it('a keychain that fails leaves no credential behind', async () => {
		const fixture = new Fixture();
		const c1 = await tenant();
		const services = fixture.services(c1, {
			keepSecret: () => Promise.reject(new Problem({code: 'keychain/locked', what: 'The keychain is locked'})),
		});
		await expect(runPlan({...answers, hosting: 'here'}, fixture.progress(c1.host), services)).rejects.toMatchObject({
			code: 'keychain/locked',
		});
		expect(made(c1.report().rest).credentials).toBe(0);
	});

	it('an app deleted in the meantime is made anew', async () => {
		const fixture = new Fixture();
		const c1 = await tenant();
		await run(fixture, c1);
		const id = fixture.progress(c1.host).app?.id ?? '';
		await fixture.services(c1).client.deleteApp(id);
		await run(fixture, c1);
		expect(made(c1.report().rest)).toMatchObject({apps: 1, connectors: [{}]});
	});

	it('stops between two steps when told to', async () => {
		const fixture = new Fixture();
		const c1 = await tenant();
		const services = fixture.services(c1, {signal: stopped()});
		await expect(runPlan(answers, fixture.progress(c1.host), services)).rejects.toMatchObject({code: 'cancelled'});
		expect(made(c1.report().rest).apps).toBe(0);
	});
});

describe('choices', () => {
	it('delegates: the connector exists without a key', async () => {
		const fixture = new Fixture();
		const c1 = await tenant();
		await run(fixture, c1, {...answers, isDelegated: true});
		expect(made(c1.report().rest).connectors[0]?.config).toEqual({});
	});

	it('reuses a connector of the app, or makes another when told to', async () => {
		const c1 = await tenant();
		await run(new Fixture(), c1);
		const app = c1.report().rest.apps.find(({displayName}) => displayName === 'Litmos');
		const existing = {...answers, app: {kind: 'existing' as const, id: app?.id ?? '', name: 'Litmos'}};
		const reusing = new Fixture();
		await run(reusing, c1, existing);
		expect(reusing.progress(c1.host).notes.join(' ')).toContain('already had a Litmos connector');
		expect(made(c1.report().rest).connectors).toHaveLength(1);
		await run(new Fixture(), c1, {...existing, existing: 'new'});
		expect(made(c1.report().rest).connectors).toHaveLength(2);
	});

	it('promotes an app seen in the directory', async () => {
		const c1 = await tenant();
		const fixture = new Fixture();
		const {client} = fixture.services(c1);
		const {findSeenApps} = await import('../../../../source/conductorone/rest/seen-apps.ts');
		const seen = (await collect(findSeenApps(client))).find(({displayName}) => displayName === 'Litmos LMS');
		const app = {kind: 'seen' as const, binding: seen!.binding, name: 'Litmos LMS'};
		await run(fixture, c1, {...answers, app});
		await run(fixture, c1, {...answers, app});
		const apps = c1.report().rest.apps.filter(({displayName}) => displayName === 'Litmos LMS');
		expect(apps).toHaveLength(1);
		expect(c1.report().rest.connectors.filter(({appId, deleted}) => appId === apps[0]?.id && !deleted)).toHaveLength(1);
	});

	it('gives the owners to app and connector, and says when they show late', async () => {
		const c1 = await tenant({ownersAfterMs: 60_000});
		const fixture = new Fixture();
		const {client} = fixture.services(c1);
		const people = await collect(client.searchUsers({}));
		const owners = people.slice(1, 3).map(({id, displayName = ''}) => ({id, label: displayName}));
		await run(fixture, c1, {...answers, owners});
		const {apps, connectors} = c1.report().rest;
		const app = apps.find(({displayName}) => displayName === 'Litmos');
		expect(connectors.find(({appId}) => appId === app?.id)?.ownerIds).toEqual(owners.map(({id}) => id));
	});
});
