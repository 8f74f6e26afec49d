import {expect, test} from 'vitest';
import {assumeHome} from '../../../source/settings/home.ts';

test('a user whom the system does not know gets the root as home; others keep theirs', () => {
	const unknown: NodeJS.ProcessEnv = {};
	assumeHome(unknown, () => {
		throw new Error('uv_os_homedir returned ENOENT');
	});
	expect(unknown).toEqual({HOME: '/'});
	const known: NodeJS.ProcessEnv = {};
	assumeHome(known, () => '/home/ana');
	expect(known).toEqual({});
});
