import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {readConfigFile} from '../../../source/settings/config-file.ts';
import {resolveSettings} from '../../../source/settings/resolve.ts';
import {openSavedState} from '../../../source/settings/saved-state.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'settings-'));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

describe('the configuration file', () => {
	const read = (content: string) => {
		writeFileSync(join(folder, 'config.yaml'), content);
		return readConfigFile(join(folder, 'config.yaml'));
	};

	it('gives settings by flag name', async () => {
		const {texts: configFile} = await read(
			'source: acme\nlimited-courses:\n  - "a,b"\n  - 12\nprovisioning: true\nclient_id: x@y/z\n',
		);
		const {values} = resolveSettings({flags: {}, env: {}, configFile});
		expect(values).toMatchObject({
			source: 'acme',
			limitedCourses: ['a,b', '12'],
			provisioning: true,
			clientId: 'x@y/z',
		});
	});

	it('gives a list of course rules whatever is in them', async () => {
		const {texts: configFile} = await read(
			'course-rule:\n  - code starts with "SEC" and active\n  - \'name contains "a, b"\'\n',
		);
		const {values} = resolveSettings({flags: {}, env: {}, configFile});
		expect(values.courseRules).toEqual(['code starts with "SEC" and active', 'name contains "a, b"']);
	});

	it.each([
		['external-resource-c1z: x.c1z', '--external-resource-c1z'],
		['- a', 'isn’t valid'],
		['api-key: "hush\nx: [', 'isn’t valid'],
		['source: {a: b}', 'isn’t valid'],
	])('refuses %j', async (content, words) => {
		const error: Error = await read(content).then(
			() => expect.unreachable(),
			(caught: Error) => caught,
		);
		expect(error.message).toContain(words);
		expect(error).toMatchObject({exit: 2});
		expect(JSON.stringify(error)).not.toContain('hush');
	});

	it('must be there when named', async () => {
		await expect(readConfigFile(join(folder, 'none.yaml'))).rejects.toMatchObject({
			code: 'file/unreadable',
			why: 'It doesn’t exist, or a folder or link above it leads nowhere.',
			exit: 2,
		});
		expect(await read('')).toEqual({texts: {}, warnings: []});
	});

	it('names once each line that has no effect, and goes on', async () => {
		const {texts, warnings} = await read('sourze: acme\nworkers: 8\nticketing: true\nsource: acme\nextra: {a: [b]}\n');
		expect(texts).toEqual({source: 'acme'});
		for (const [index, name] of ['sourze', '--workers', '--ticketing', 'extra'].entries()) {
			expect(warnings[index]).toContain(name);
		}
		expect(warnings).toHaveLength(4);
	});

	it('takes an empty line as not given, as other connectors do, and no courses as all of them', async () => {
		const {texts, warnings} = await read(
			'client-id: ""\nlog-level: ""\nextras: []\nlimited-courses: []\nworkers: ""\n',
		);
		expect(warnings).toEqual([]);
		expect(texts).toEqual({limitedCourses: ''});
		const {values} = resolveSettings({flags: {}, env: {}, configFile: texts, saved: {limitedCourses: 'a,b'}});
		expect(values.limitedCourses).toBeUndefined();
		expect((await read('limited-courses: ""')).texts).toEqual({limitedCourses: ''});
	});

	it('knows the address of Litmos by its other name', async () => {
		expect((await read('base-url: https://api.litmoseu.com')).texts).toEqual({litmosUrl: 'https://api.litmoseu.com'});
	});
});

describe('the saved state', () => {
	it('comes back, readable by the owner only, without secrets', async () => {
		const state = await openSavedState(folder);
		state.update({answers: {source: 'acme', apiKey: 'hush', clientSecret: 'hush'}, secretProvider: 'keyring'});
		state.update({progress: {step: 'courses', savedAt: '2026-01-01T00:00:00.000Z'}});
		expect((await openSavedState(folder)).read()).toMatchObject({
			answers: {source: 'acme'},
			secretProvider: 'keyring',
			progress: {step: 'courses'},
		});
		expect(readFileSync(state.path, 'utf8')).not.toContain('hush');
		expect(statSync(state.path).mode & 0o777).toBe(0o600);
		state.update({progress: undefined});
		expect((await openSavedState(folder)).read().progress).toBeUndefined();
	});

	it('keeps what is changed before the writer is loaded, and has written it when it is closed', async () => {
		const before = await openSavedState(folder);
		before.update({answers: {source: 'acme'}, used: 'a'});
		const state = await openSavedState(folder, {writesLater: true});
		state.update({answers: {source: 'other', apiKey: 'hush'}});
		state.update({used: undefined, progress: {step: 'courses', savedAt: '2026-01-01T00:00:00.000Z'}});
		const changed = {answers: {source: 'other'}, used: undefined, progress: {step: 'courses'}};
		expect(state.read()).toMatchObject(changed);
		expect(before.read()).toMatchObject({answers: {source: 'acme'}, used: 'a'});
		await state.close();
		expect(before.read()).toMatchObject(changed);
		expect(readFileSync(state.path, 'utf8')).not.toContain('hush');
	});

	it.each(['{"answers": {"source":', ''])('moves a damaged file aside: %j', async (content) => {
		writeFileSync(join(folder, 'settings.json'), content);
		const state = await openSavedState(folder);
		expect(state.warning).toContain('moved to');
		expect(state.read().answers).toEqual({});
		const aside = readdirSync(folder).find((name) => name.includes('damaged'));
		expect(readFileSync(join(folder, String(aside)), 'utf8')).toBe(content);
		state.update({answers: {source: 'acme'}});
		expect((await openSavedState(folder)).warning).toBeUndefined();
	});

	it('ignores what an edited file has in a wrong shape', async () => {
		writeFileSync(join(folder, 'settings.json'), '{"answers": {"source": 1, "apiKey": "x", "no": "y"}, "progress": 3}');
		expect((await openSavedState(folder)).read()).toMatchObject({answers: {}, progress: undefined});
	});
});
