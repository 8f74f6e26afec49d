import {chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {beforeEach, describe, expect, it, onTestFinished} from 'vitest';
import type {SetupAction} from '../../../../source/setup/actions.ts';
import type {ConnectAction} from '../../../../source/setup/conductorone/actions.ts';
import {choiceOf} from '../../../../source/setup/courses.ts';
import {
	formatHandover,
	type Handover,
	parseHandover,
	readHandover,
	writeHandover,
} from '../../../../source/setup/handover/handover-file.ts';
import {beginningFrom, conductorOnePartOf, litmosPartOf} from '../../../../source/setup/handover/handover-of.ts';
import {reduce} from '../../../../source/setup/reduce.ts';
import {beginningState, type SetupState} from '../../../../source/setup/state.ts';
import {account, report, rows} from '../fixtures.ts';

const writtenBy = {program: '1.2.3', now: new Date('2026-11-28T10:00:00Z')};
const litmos: NonNullable<Handover['litmos']> = {
	account: 'acme',
	region: 'eu',
	address: null,
	courseRules: null,
	courses: [{id: rows[0]?.id ?? '', name: 'Fire Safety'}],
	optionalData: ['learning-paths', 'skip-empty-teams', 'delta'],
	deltaInterval: '12h',
	read: {at: '2026-11-28T09:00:00.000Z', accounts: 3, teams: 1, courses: 2, grants: 9},
};
const conductorOne: NonNullable<Handover['conductorOne']> = {
	tenant: 'acme.example',
	app: {kind: 'new', name: 'Litmos'},
	owners: ['u1', 'u2'],
	hosting: 'hosted',
	isDelegated: true,
};
const textOf = (parts: Partial<Handover>) => formatHandover({litmos: null, conductorOne: null, ...parts}, writtenBy);
const parse = (text: string) => parseHandover(text, 'handover.json');

describe('a handover file', () => {
	it('is read back as it was written', () => {
		expect(parse(textOf({litmos, conductorOne}))).toMatchObject({
			version: 1,
			program: '1.2.3',
			writtenAt: '2026-11-28T10:00:00.000Z',
			litmos,
			conductorOne,
		});
	});

	it('says what is in it, and holds no secret', () => {
		const state: SetupState = {
			...beginningState({
				answers: {source: ' acme ', region: 'eu', courses: {mode: 'some', ids: new Set([rows[0]?.id ?? ''])}},
				secrets: {apiKey: {characters: 36, from: 'entered'}},
			}),
			sync: {...beginningState().sync, work: {status: 'done', value: report}},
		};
		const part = litmosPartOf({...state, courses: {...state.courses, rows}});
		expect(part).toEqual({
			account: 'acme',
			region: 'eu',
			address: null,
			courseRules: null,
			courses: [{id: rows[0]?.id, name: 'Fire Safety'}],
			optionalData: [],
			deltaInterval: null,
			read: {at: report.finishedAt, accounts: 3, teams: 1, courses: 2, grants: 9},
		});
		const text = textOf({litmos: part});
		expect(text).toContain('It has no API key');
		expect(text).toContain('name your Litmos account');
		// Nothing but what the format has: no paths, no ids of syncs, no counts of secrets.
		expect(Object.keys(JSON.parse(text)).sort()).toEqual(
			['conductorOne', 'kind', 'litmos', 'note', 'program', 'version', 'writtenAt'].sort(),
		);
		expect(text).not.toContain(report.workingFile);
	});

	it('has a rule as a rule, with the courses that it matches now, and it begins as that rule', () => {
		const rule = 'code is "GDPR" and active, number 100-200';
		const courses = {mode: 'rule' as const, ids: new Set<string>(), rule};
		const state = beginningState({answers: {source: 'acme', courses}});
		const all = [...rows, {...rows[0]!, id: 'n1', number: '150', name: 'Numbered'}];
		const part = litmosPartOf({...state, courses: {...state.courses, rows: all}});
		expect(part.courseRules).toEqual(['code is "GDPR" and active', 'number 100-200']);
		expect(part.courses).toContainEqual({id: rows[1]?.id, name: 'Data Protection'});
		const {answers} = begunWith({litmos: part});
		expect(choiceOf({...state, answers})).toEqual({rules: part.courseRules});
		expect(answers.courses.rule).toBe(rule);
	});

	it.each([
		['no JSON', '{"kind":', 'isn’t valid JSON'],
		['something else', '{"kind":"invoice","version":1}', 'of something else'],
		['a list', '[]', 'of something else'],
		['a newer form', JSON.stringify({...JSON.parse(textOf({litmos})), version: 2}), 'this program reads format 1'],
		['nothing in it', textOf({}), 'of something else'],
		['an entry nobody knows', JSON.stringify({...JSON.parse(textOf({litmos})), apiKey: 'x'}), 'apiKey'],
		['another hosting', textOf({conductorOne: {...conductorOne, hosting: 'moon' as 'here'}}), 'conductorOne.hosting'],
		['an account that is none', textOf({litmos: {...litmos, account: 'a b c/'}}), 'litmos.account'],
		[
			'an address without encryption',
			textOf({litmos: {...litmos, region: null, address: 'http://example.com'}}),
			'litmos.address',
		],
		['a tenant that is none', textOf({conductorOne: {...conductorOne, tenant: 'http://x'}}), 'conductorOne.tenant'],
		[
			'a name without end',
			textOf({conductorOne: {...conductorOne, app: {kind: 'new', name: 'x'.repeat(501)}}}),
			'app.name',
		],
		[
			'too many courses',
			textOf({litmos: {...litmos, courses: Array.from({length: 10_001}, () => ({id: 'a', name: null}))}}),
			'litmos.courses',
		],
		['a rule that can’t be read', textOf({litmos: {...litmos, courseRules: ['code begins']}}), 'litmos.courseRules'],
		['a rule without its courses', textOf({litmos: {...litmos, courseRules: ['active'], courses: null}}), 'litmos'],
		[
			'a count that is none',
			textOf({litmos: {...litmos, read: {...litmos.read, grants: -1} as never}}),
			'litmos.read.grants',
		],
	])('with %s is refused, saying why', (_, text, why) => {
		let problem: {code?: string; what?: string; why?: string; exit?: number} = {};
		try {
			parse(text);
		} catch (error) {
			problem = error as typeof problem;
		}
		expect(problem).toMatchObject({code: 'file/damaged', exit: 2});
		expect(`${problem.what} ${problem.why}`).toContain(why);
	});

	it('cannot steer a terminal', () => {
		const hostile = 'Li\u001b]0;gone\u0007tmos\u202e';
		const read = parse(
			textOf({
				litmos: {...litmos, courses: [{id: 'a\u001b[2J', name: hostile}]},
				conductorOne: {...conductorOne, app: {kind: 'new', name: hostile}, owners: ['u\u001b[1m']},
			}),
		);
		// biome-ignore lint/suspicious/noControlCharactersInRegex: looked for
		expect(JSON.stringify(read).replaceAll('\\u', '')).not.toMatch(/\u001b|\u0007|\u202e|001b|0007|202e/);
	});
});

describe('on disk', () => {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'handover-'));
		onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	});

	it('is for its owner only, and replaces nothing', () => {
		const path = writeHandover(join(folder, 'a.json'), textOf({litmos}));
		expect(statSync(path).mode & 0o777).toBe(0o600);
		expect(readHandover(path).litmos).toEqual(litmos);
		expect(() => writeHandover(path, 'x')).toThrow(expect.objectContaining({code: 'input/invalid'}));
		expect(readFileSync(path, 'utf8')).toBe(textOf({litmos}));
		expect(() => writeHandover(join(folder, 'none', 'a.json'), 'x')).toThrow(
			expect.objectContaining({code: 'disk/denied'}),
		);
	});

	it('is told when it is missing, no file, or far too large', () => {
		const large = join(folder, 'large.json');
		writeFileSync(large, ' '.repeat(2_000_001));
		for (const path of [join(folder, 'none.json'), folder, large]) {
			expect(() => readHandover(path)).toThrow(expect.objectContaining({code: 'file/unreadable'}));
		}
		chmodSync(large, 0o600);
	});
});

/** The guided set-up as it begins with a file. */
function begunWith(parts: Partial<Handover>): SetupState {
	const handover = parse(textOf(parts));
	return beginningState({...beginningFrom(handover), handover, waysIn: ['credential', 'sign-in']});
}
const play = (state: SetupState, ...actions: SetupAction[]) => actions.reduce(reduce, state);

describe('the ConductorOne administrator', () => {
	const begin: SetupAction = {type: 'start/begin'};
	const signedIn: SetupAction[] = [
		begin,
		{type: 'connect', action: {type: 'sign-in/key'}},
		{type: 'connect', action: {type: 'sign-in/done', account}},
		{type: 'connect', action: {type: 'account/accept'}},
		{type: 'connect', action: {type: 'app/choose', app: {kind: 'new', name: 'Litmos'}}},
		{type: 'connect', action: {type: 'owners/choose', owners: []}},
	];
	const choose = (isDelegated: boolean): SetupAction => ({
		type: 'connect',
		action: {type: 'hosting/choose', hosting: 'hosted', isDelegated},
	});
	const start: SetupAction = {type: 'connect', action: {type: 'work/start'}};

	it('goes on in ConductorOne, with the answers about Litmos', () => {
		const state = play(begunWith({litmos}), begin);
		expect(state.step).toBe('conductorone');
		expect(state.answers).toMatchObject({source: 'acme', region: 'eu'});
		expect([...state.answers.courses.ids]).toEqual([rows[0]?.id]);
		expect(state.answers.reading).toMatchObject({extras: ['learning-paths'], skipEmptyTeams: true});
	});

	it('needs no API key where an owner enters it in ConductorOne', () => {
		const state = play(begunWith({litmos}), ...signedIn, choose(true), start);
		expect(state.step).toBe('conductorone');
		expect(state.connect.work.status).toBe('running');
	});

	it('is asked for the API key where the way to run needs it, and every answer stays', () => {
		const state = play(begunWith({litmos}), ...signedIn, choose(false), start);
		expect(state.step).toBe('litmos');
		expect(state.connect).toMatchObject({page: 'review', answers: {hosting: 'hosted'}, work: {status: 'idle'}});
		expect(play(state, {type: 'back'})).toMatchObject({step: 'conductorone', connect: {page: 'review'}});
		const checked = play(
			state,
			{type: 'secret/given', id: 'apiKey', info: {characters: 36, from: 'entered'}},
			{type: 'submit'},
			{type: 'litmos/checked'},
		);
		expect(checked.step).toBe('courses');
		const begun = play(
			checked,
			{type: 'courses/page', rows},
			{type: 'courses/listed'},
			{type: 'submit'},
			{type: 'submit'},
		);
		expect(begun.step).toBe('conductorone');
		expect(play(begun, start).connect.work.status).toBe('running');
	});

	it('with a client ID and secret of a connector is asked for the API key before the review', () => {
		const state = play(
			begunWith({litmos}),
			begin,
			{type: 'answer', change: {clientId: 'a@acme.conductor.one/ccc'}},
			{type: 'secret/given', id: 'clientSecret', info: {characters: 36, from: 'entered'}},
			{type: 'submit'},
			{type: 'credential/checked', host: 'acme.conductor.one'},
		);
		expect(state.step).toBe('litmos');
		expect(state.credential.status).toBe('done');
	});
});

describe('an administrator without an API key, in the guided set-up', () => {
	const atLitmos = () => ({...beginningState({waysIn: ['credential', 'sign-in'] as const}), step: 'litmos' as const});
	const connect = (action: ConnectAction) => ({type: 'connect', action}) as SetupAction;
	const prepared = (...more: SetupAction[]) =>
		play(
			atLitmos(),
			{type: 'prepare/begin'},
			connect({type: 'sign-in/key'}),
			connect({type: 'sign-in/done', account}),
			connect({type: 'account/accept'}),
			connect({type: 'app/choose', app: {kind: 'new', name: 'Litmos'}}),
			connect({type: 'owners/choose', owners: []}),
			connect({type: 'hosting/choose', hosting: 'hosted', isDelegated: true}),
			...more,
		);

	it('answers the ConductorOne part, which the owner of the Litmos account goes on with', () => {
		const state = prepared();
		expect(state).toMatchObject({step: 'conductorone', connect: {page: 'review'}});
		const part = conductorOnePartOf(state);
		expect(part).toEqual({
			tenant: account.identity.host,
			app: {kind: 'new', name: 'Litmos'},
			owners: [account.identity.userId],
			hosting: 'hosted',
			isDelegated: true,
		});
		const text = textOf({conductorOne: part});
		expect(text).not.toContain(account.identity.displayName);
		expect(text).not.toContain(account.identity.email);
		expect(begunWith({conductorOne: part}).connect.answers).toMatchObject({app: part.app, hosting: 'hosted'});
	});

	it('creates nothing, and Back leads to the API key with every answer', () => {
		const started = prepared(connect({type: 'work/start'}));
		expect(started.connect.work.status).toBe('idle');
		const back = play(started, {type: 'back'});
		expect(back).toMatchObject({step: 'litmos', isPreparing: false, connect: {answers: {hosting: 'hosted'}}});
	});

	it('is not led there with a key, with demo data, or with a file of a colleague', () => {
		const begin: SetupAction = {type: 'prepare/begin'};
		const secrets = {apiKey: {characters: 36, from: 'entered' as const}, clientSecret: null};
		expect(reduce({...atLitmos(), secrets}, begin).step).toBe('litmos');
		expect(reduce({...atLitmos(), demo: {status: 'done', value: null}}, begin).step).toBe('litmos');
		expect(reduce({...begunWith({conductorOne}), step: 'litmos'}, begin).step).toBe('litmos');
	});
});

describe('the owner of the Litmos account', () => {
	const begun = () =>
		play(
			begunWith({conductorOne}),
			{type: 'connect', action: {type: 'sign-in/key'}},
			{type: 'connect', action: {type: 'sign-in/done', account}},
			{type: 'connect', action: {type: 'account/accept'}},
		);

	it('goes on with Litmos, and then finds the answers about ConductorOne at the review', () => {
		expect(play(begunWith({conductorOne}), {type: 'start/begin'}).step).toBe('litmos');
		const {connect} = begun();
		expect(connect.page).toBe('review');
		expect(connect.answers).toMatchObject({app: {name: 'Litmos'}, hosting: 'hosted', isDelegated: true});
		// The account page later on leads to the apps as usual.
		const again = reduce(begun(), {type: 'connect', action: {type: 'account/accept'}});
		expect(again.connect.page).toBe('app');
	});

	it('sees owners by name once ConductorOne has listed them', () => {
		const named = reduce(begun(), {
			type: 'connect',
			action: {type: 'people/rows', rows: [{id: 'u2', label: 'Ben Ito <ben@acme.example>'}]},
		});
		expect(named.connect.answers.owners.map(({label}) => label)).toEqual(['u1', 'Ben Ito <ben@acme.example>']);
	});

	it('is asked as usual in another tenant, where the answers mean nothing', () => {
		const other = {...account, identity: {...account.identity, host: 'other.example'}};
		const {connect} = play(
			begunWith({conductorOne}),
			{type: 'connect', action: {type: 'sign-in/browser', tenant: 'other.example'}},
			{type: 'connect', action: {type: 'sign-in/done', account: other}},
			{type: 'connect', action: {type: 'account/accept'}},
		);
		expect(connect.page).toBe('app');
		expect(connect.answers).toMatchObject({app: null, owners: [], hosting: null});
	});
});
