import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {foreignSettings} from '../../source/settings/foreign-settings.ts';
import {settingByFlag} from '../../source/settings/settings.ts';
import {missingPrograms} from './programs.ts';

const missing = missingPrograms();
if (missing) console.log(`Skipped: ${missing}`);

/** The flags that every connector has at a release of the SDK, from the module's own list of them. */
function flagsOf(folder: string): {version: string; flags: string[]} {
	const module = 'github.com/conductorone/baton-sdk';
	const go = (...args: string[]) =>
		execFileSync('go', args, {cwd: join(import.meta.dirname, folder), encoding: 'utf8'}).trim();
	go('mod', 'download', module);
	const [version = '', path = ''] = go('list', '-m', '-f', '{{.Version}} {{.Dir}}', module).split(' ');
	const source = readFileSync(join(path, 'pkg/field/defaults.go'), 'utf8');
	const names = source.matchAll(/(?:String|Bool|Int|StringSlice|StringMap)Field\(\s*"([a-z0-9-]+)"/g);
	return {version, flags: [...names].map(([, name]) => `--${name}`)};
}

describe.skipIf(missing)('every flag of a connector', () => {
	test.each(['go-sdk-old', 'go-baton-old', 'go-baton-newest'])('is honored, or has a reason why not (%s)', (folder) => {
		const {version, flags} = flagsOf(folder);
		expect(flags.length, version).toBeGreaterThan(20);
		const unknown = flags.filter((flag) => settingByFlag(flag) === undefined && !Object.hasOwn(foreignSettings, flag));
		expect(unknown, version).toEqual([]);
	});
});
