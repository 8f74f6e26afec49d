import {describe, expect, it} from 'vitest';
import {connectorVariables, type DeployAnswers} from '../../../source/deploy/answers.ts';
import {carriedSettings, carriedVariables, carrying} from '../../../source/deploy/carried.ts';
import {readImage} from '../../../source/deploy/image.ts';
import {resolveSettings} from '../../../source/settings/resolve.ts';
import {isSwitch, settingIds, settingOf} from '../../../source/settings/settings.ts';

const answers: DeployAnswers = {
	source: 'acme',
	litmosUrl: 'https://api.litmos.com',
	courses: null,
	provisioning: false,
	image: 'litmos-connector',
	appName: 'Litmos',
	ownerEmails: [],
};

describe('settings in generated files', () => {
	it('has an answer for every setting: taken along, or left out for a reason', () => {
		expect(Object.keys(carrying).sort()).toEqual([...settingIds].sort());
		for (const [id, what] of Object.entries(carrying)) {
			if (typeof what === 'object') expect(what.leftOut.length, id).toBeGreaterThan(10);
		}
	});

	/** A value other than the default, found by trying. */
	const otherValue = (id: (typeof carriedSettings)[number]): string => {
		const setting = settingOf(id);
		if (isSwitch(setting)) return 'true';
		const found = ['7', 'warn', 'console', '2h', 'user', 'acme.conductor.one', '2030-01-01T00:00:00.000Z'].find(
			(text) => {
				try {
					const value = setting.parse(text);
					return setting.default === undefined || setting.format(value) !== setting.format(setting.default);
				} catch {
					return false;
				}
			},
		);
		if (found === undefined) throw new Error(`no value for ${id}`);
		return found;
	};

	it.each(carriedSettings)('takes %s along, and a connector that gets the variable reads the same value', (id) => {
		const setting = settingOf(id);
		const given = resolveSettings({env: {}, flags: {[id]: otherValue(id)}, saved: {}}).values;
		const carried = carriedVariables(given);
		const {plain} = connectorVariables({...answers, carried});
		const env = Object.fromEntries(plain);
		expect(env).toHaveProperty(setting.environment[0] ?? '');
		const {values} = resolveSettings({env, flags: {}, saved: {}});
		expect(values[id]).toEqual(given[id]);
		// ConductorOne's own connector gets what it knows, and nothing else.
		const theirs = Object.fromEntries(connectorVariables({...answers, image: 'baton-litmos', carried}).plain);
		expect((setting.environment[0] ?? '') in theirs).toBe(setting.baton);
	});

	it('takes nothing along that is as usual', () => {
		expect(carriedVariables(resolveSettings({env: {}, flags: {}, saved: {}}).values)).toEqual([]);
	});
});

describe('the name of an image', () => {
	const digest = `sha256:${'0a'.repeat(32)}`;
	it.each([
		['litmos-connector', 'litmos-connector', undefined],
		['baton-litmos', 'baton-litmos', undefined],
		['registry.example.com/team/litmos-connector:1.2.3', 'litmos-connector', 'same'],
		['localhost:5000/litmos', 'litmos-connector', 'same'],
		[`registry.example.com:443/a/b/c@${digest}`, 'litmos-connector', 'same'],
		[`ghcr.io/acme/baton-litmos:v1@${digest}`, 'baton-litmos', 'same'],
		['public.ecr.aws/conductorone/baton-litmos:latest', 'baton-litmos', 'same'],
	])('%s', (text, image, imageReference) => {
		expect(readImage(text)).toEqual({image, ...(imageReference ? {imageReference: text} : {})});
	});

	it.each(['', 'a/Upper', 'a b', 'a/b:', 'a@sha256:xyz', '-x', '$(id)', `a/${'b'.repeat(500)}`])(
		'refuses “%s”',
		(text) => {
			expect(readImage(text)).toBeNull();
		},
	);
});
