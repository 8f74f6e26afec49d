import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {foreignSettings, takeForeign} from '../../../source/settings/foreign-settings.ts';
import {type Inputs, requireSettings, resolveSettings} from '../../../source/settings/resolve.ts';
import {secretName} from '../../../source/settings/secret-names.ts';
import {isSwitch, litmosBaseUrl, settingIds, settingOf} from '../../../source/settings/settings.ts';

const resolve = (inputs: Partial<Inputs>) => resolveSettings({flags: {}, env: {}, ...inputs});
const all = settingIds.map(settingOf);

describe('the table', () => {
	it('uses each flag, short flag and variable once', () => {
		for (const key of [
			all.map((setting) => setting.flag),
			all.flatMap((setting) => setting.short ?? []),
			all.flatMap((setting) => setting.environment),
		]) {
			expect(new Set(key).size).toBe(key.length);
		}
		expect(all.map((setting) => setting.flag).filter((flag) => Object.hasOwn(foreignSettings, flag))).toEqual([]);
	});

	it('says of each setting its own words', () => {
		for (const texts of [all.map(({label}) => label), all.map(({help}) => help)]) {
			expect(new Set(texts).size).toBe(all.length);
		}
		for (const {id, help} of all) expect(help, id).toMatch(/^\S.*\.$/);
	});

	it('keeps no secret between runs', () => {
		expect(all.filter((setting) => setting.secret && setting.saved)).toEqual([]);
		expect(all.filter((setting) => setting.secret).map((setting) => setting.id)).toEqual([
			'apiKey',
			'clientSecret',
			'personalKeySecret',
			'notify',
		]);
	});

	it('reads back every default from its own text', () => {
		for (const setting of all) {
			if (setting.default === undefined) continue;
			// An empty list is the one default that no text gives: an empty text must never mean "all".
			if (Array.isArray(setting.default) && setting.default.length === 0) continue;
			expect(setting.parse(setting.format(setting.default)), setting.id).toEqual(setting.default);
		}
	});

	it('takes truth from every switch', () => {
		for (const setting of all.filter(isSwitch)) expect(setting.parse('true'), setting.id).toBe(true);
	});

	it('names the variables of baton-litmos', () => {
		const variables = new Set(all.flatMap((setting) => setting.environment));
		for (const name of [
			'BATON_API_KEY',
			'BATON_SOURCE',
			'BATON_LIMITED_COURSES',
			'BATON_CLIENT_ID',
			'BATON_CLIENT_SECRET',
			'BATON_FILE',
			'BATON_PROVISIONING',
			'BATON_LOG_LEVEL',
			'BATON_LOG_FORMAT',
			'BATON_LOG_PATH',
			'BATON_SKIP_FULL_SYNC',
			'BATON_SKIP_GRANTS',
			'BATON_SKIP_ENTITLEMENTS_AND_GRANTS',
			'BATON_SYNC_RESOURCE_TYPES',
			'BATON_HEALTH_CHECK',
			'BATON_HEALTH_CHECK_PORT',
			'BATON_HEALTH_CHECK_BIND_ADDRESS',
			'BATON_HOST_ID',
			'BATON_C1_API_HOST',
			'BATON_C1Z_TEMP_DIR',
			'LITMOS_BASE_URL',
		]) {
			expect(variables).toContain(name);
		}
	});
});

describe('resolving', () => {
	const places = ['sandbox', 'flags', 'env', 'configFile', 'saved'] as const;
	const origins = {sandbox: 'sandbox', flags: 'flag', env: 'environment', configFile: 'config-file', saved: 'saved'};

	it('takes the value of the first place in order, whichever places there are', () => {
		fc.assert(
			fc.property(fc.subarray([...places]), (present) => {
				const inputs: Record<string, object> = {flags: {}, env: {}};
				for (const place of present) inputs[place] = place === 'env' ? {BATON_SOURCE: 'env'} : {source: place};
				const {values, origins: found} = resolveSettings(inputs as unknown as Inputs);
				const first = places.find((place) => present.includes(place));
				expect(values.source).toBe(first?.toLowerCase());
				expect(found.source).toBe(first === undefined ? undefined : origins[first]);
			}),
		);
	});

	it('takes a secret from the keychain after all but the default, and never from saved answers', () => {
		expect(resolve({secrets: {apiKey: 'k'}, saved: {apiKey: 's'}}).values.apiKey).toBe('k');
		expect(resolve({saved: {apiKey: 's'}}).values.apiKey).toBeUndefined();
		expect(resolve({secrets: {apiKey: 'k'}, env: {BATON_API_KEY: 'e'}}).origins.apiKey).toBe('environment');
	});

	it('takes an empty variable as absent, an empty flag as a mistake', () => {
		expect(resolve({env: {BATON_EXTRAS: ''}}).values.extras).toEqual([]);
		expect(() => resolve({flags: {extras: ''}})).toThrow('--extras isn’t valid: The list is empty.');
	});

	it('takes an empty list of courses as all courses', () => {
		for (const text of ['', ' ']) {
			expect(
				resolve({flags: {limitedCourses: text}, saved: {limitedCourses: 'a'}}).values.limitedCourses,
			).toBeUndefined();
		}
		expect(resolve({env: {BATON_LIMITED_COURSES: ''}}).values.limitedCourses).toBeUndefined();
		expect(() => resolve({flags: {limitedCourses: ','}})).toThrow('The list is empty.');
	});

	it.each([
		['WARN', 'warn'],
		[' Warning ', 'warn'],
		['DEBUG', 'debug'],
		['trace', 'debug'],
		['fatal', 'error'],
		['dpanic', 'error'],
		['notice', 'info'],
	])('reads the log level %j as %s', (text, level) => {
		const {values, warnings} = resolve({env: {BATON_LOG_LEVEL: text}});
		expect([values.logLevel, warnings]).toEqual([level, []]);
	});

	it('does not stop for how to log', () => {
		const {values, warnings} = resolve({
			env: {BATON_LOG_LEVEL: 'loud', BATON_LOG_FORMAT: 'xml', BATON_LOG_LEVEL_DEBUG_EXPIRES_AT: 'tomorrow'},
		});
		expect([values.logLevel, values.logFormat, values.logLevelDebugExpiresAt]).toEqual(['info', 'json', undefined]);
		expect(warnings).toHaveLength(3);
		expect(warnings.join()).toMatch(/BATON_LOG_LEVEL was ignored: “loud” .*Using info\./);
		expect(resolve({flags: {logPath: 'stderr,/var/log/a.log'}}).values.logPath).toBe('/var/log/a.log');
	});

	it('reads the address of Litmos from BATON_BASE_URL too', () => {
		expect(resolve({env: {BATON_BASE_URL: 'https://api.litmoseu.com/v1.svc'}}).values.litmosUrl).toBe(
			'https://api.litmoseu.com',
		);
	});

	it('warns once for each secret on the command line, without the secret', () => {
		const {warnings} = resolve({flags: {apiKey: 'hush-1', clientSecret: 'hush-2'}});
		expect(warnings).toHaveLength(2);
		expect(warnings.join()).toContain('BATON_API_KEY');
		expect(warnings.join()).not.toContain('hush');
		expect(resolve({env: {BATON_API_KEY: 'k'}}).warnings).toEqual([]);
	});

	it('never quotes a refused secret', () => {
		expect(() => resolve({env: {BATON_API_KEY: 'häßlich geheim'}})).toThrow(/^(?!.*geheim).*BATON_API_KEY/);
	});

	it('names the variable that was wrong', () => {
		expect(() => resolve({env: {BATON_REGION: 'mars'}})).toThrow(
			'BATON_REGION isn’t valid: “mars” is not one of us, eu, au.',
		);
	});

	it('prefers BATON_LITMOS_BASE_URL to LITMOS_BASE_URL, and an address to a region', () => {
		const {values} = resolve({env: {LITMOS_BASE_URL: 'https://a.example', BATON_LITMOS_BASE_URL: 'https://b.example'}});
		expect(litmosBaseUrl(values)).toBe('https://b.example');
		expect(litmosBaseUrl(resolve({flags: {region: 'au'}}).values)).toBe('https://api.litmos.com.au');
	});

	it('names flag and variable of what is missing, exit code 2', () => {
		const resolved = resolve({});
		expect(() => requireSettings(resolved, ['source'])).toThrow('Litmos account name');
		try {
			requireSettings(resolved, ['source', 'apiKey']);
			expect.unreachable();
		} catch (error) {
			expect(error).toMatchObject({code: 'input/missing', exit: 2});
			expect(JSON.stringify(error)).toMatch(/--source.*BATON_SOURCE.*--api-key.*BATON_API_KEY/);
		}
	});

	it('allows a plain connection to this machine only', () => {
		expect(() => resolve({flags: {c1Insecure: 'true'}})).toThrow('needs --c1-api-host');
		expect(() => resolve({flags: {c1Insecure: 'true', c1ApiHost: 'acme.conductor.one'}})).toThrow('this computer only');
		expect(resolve({flags: {c1Insecure: 'true', c1ApiHost: '127.0.0.1:80'}}).values.c1Insecure).toBe(true);
	});

	it('keeps a key under its tenant', () => {
		const at = (flags: Inputs['flags']) => secretName('apiKey', resolve({flags}).values);
		expect(at({})).toBeUndefined();
		expect(at({source: 'acme'})).not.toBe(at({source: 'acme', region: 'eu'}));
	});
});

describe('settings of other connectors', () => {
	const variableOf = (flag: string) => `BATON_${flag.slice(2).replaceAll('-', '_').toUpperCase()}`;
	const foreign = Object.entries(foreignSettings).filter(([, {isHarmless}]) => isHarmless?.('x') !== true);

	it.each(foreign.filter(([, {isRefused}]) => isRefused))('%s is refused by name, as flag and as variable', (flag) => {
		expect(() => takeForeign(['sync', flag, 'x'], {})).toThrow(`${flag} is not supported.`);
		expect(() => takeForeign([], {[variableOf(flag)]: 'x'})).toThrow(`${variableOf(flag)} is not supported.`);
	});

	it.each(foreign.filter(([, {isRefused}]) => !isRefused))(
		'%s is named once, and nothing stops',
		(flag, {isSwitch}) => {
			const argv = isSwitch ? [flag] : [flag, 'x'];
			const taken = takeForeign([...argv, `${flag}=y`, 'sync'], {[variableOf(flag)]: 'x'});
			expect(taken.argv).toEqual(['sync']);
			expect(taken.warnings).toEqual([
				expect.stringContaining(`${flag} has no effect here: `),
				expect.stringContaining(`${variableOf(flag)} has no effect here: `),
			]);
		},
	);

	it('refuses only what would sync or do something else', () => {
		const refused = Object.entries(foreignSettings).flatMap(([flag, {isRefused}]) => (isRefused ? [flag] : []));
		expect(refused).not.toContain('--ticketing');
		expect(refused).toEqual(
			expect.arrayContaining(['--sync-resources', '--external-resource-c1z', '--delete-resource']),
		);
	});

	it('names a variable that no setting has, and no other', () => {
		const {warnings} = takeForeign([], {BATON_LIMITED_COURSE: 'a', BATON_LIMITED_COURSES: 'a', BATON: 'x', HOME: '/'});
		expect(warnings).toEqual(['BATON_LIMITED_COURSE was ignored: this program has no such setting.']);
	});

	it('lets pass what asks for nothing', () => {
		const env = {BATON_TICKETING: 'false', BATON_WORKERS: '', BATON_STORAGE_ENGINE: 'sqlite', BATON_SYNC_RESOURCES: ''};
		const argv = [
			'--ticketing=false',
			'--storage-engine',
			'sqlite',
			'--keep-previous-sync-c1z',
			'sync',
			'--',
			'--ticketing',
		];
		expect(takeForeign(argv, env)).toEqual({argv: ['sync', '--', '--ticketing'], warnings: []});
		expect(takeForeign(['--storage-engine=pebble'], {}).warnings).toHaveLength(1);
	});
});

describe('courses by a rule', () => {
	const rule = 'code starts with "SEC" and active';
	const problemOf = (inputs: Partial<Inputs>) => {
		try {
			resolve(inputs);
		} catch (error) {
			return error;
		}
		return undefined;
	};

	it('come from a flag, a variable or an answer, several joined', () => {
		const twice = [rule, 'name contains "a, b"'];
		expect(resolve({flags: {courseRules: `${rule},name contains "a, b"`}}).values.courseRules).toEqual(twice);
		expect(resolve({env: {BATON_COURSE_RULE: twice.join('\n')}}).values.courseRules).toEqual(twice);
		expect(resolve({saved: {courseRules: settingOf('courseRules').format(twice)}}).values.courseRules).toEqual(twice);
		expect(resolve({env: {BATON_COURSE_RULE: `"${rule}"`}}).values.courseRules).toEqual([rule]);
	});

	it('are refused with the spot, and when empty', () => {
		expect(problemOf({env: {BATON_COURSE_RULE: 'code SEC'}})).toMatchObject({
			code: 'input/invalid',
			message: expect.stringContaining('BATON_COURSE_RULE'),
			copy: ['code SEC', '     ^'],
		});
		expect(problemOf({flags: {courseRules: ' '}})).toMatchObject({code: 'input/invalid'});
	});

	it('and by name are two ways that exclude each other', () => {
		expect(problemOf({flags: {courseRules: rule}, env: {BATON_LIMITED_COURSES: 'a'}})).toMatchObject({
			code: 'input/invalid',
			message: 'BATON_LIMITED_COURSES and --course-rule can’t be used together.',
		});
		// An empty list names none.
		expect(resolve({flags: {courseRules: rule}, configFile: {limitedCourses: ''}}).values.courseRules).toEqual([rule]);
	});

	it('take the place of a saved answer of the other kind, and the other way round', () => {
		const ruled = resolve({flags: {courseRules: rule}, saved: {limitedCourses: 'a'}});
		expect(ruled.values).toMatchObject({courseRules: [rule], limitedCourses: undefined});
		const named = resolve({flags: {limitedCourses: 'a'}, saved: {courseRules: rule}});
		expect(named.values).toMatchObject({courseRules: undefined, limitedCourses: ['a']});
		expect(named.origins).not.toHaveProperty('courseRules');
		expect(resolve({flags: {limitedCourses: ''}, saved: {courseRules: rule}}).values).toMatchObject({
			courseRules: undefined,
			limitedCourses: undefined,
		});
	});

	it('can’t ask for members that are not read', () => {
		const flags = {courseRules: 'with members', skipGrants: 'true'};
		expect(problemOf({flags})).toMatchObject({code: 'input/invalid', message: expect.stringContaining('members')});
		expect(problemOf({flags: {...flags, courseRules: rule}})).toBeUndefined();
	});
});
