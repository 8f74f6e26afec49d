import {spawnSync} from 'node:child_process';
import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';

const require = createRequire(import.meta.url);
const launcherPath = require.resolve('../../../bin/node-version.cjs');
const launcher = require(launcherPath) as {isGoodNode(version: string): boolean};

test.each([
	['v18.20.0', false],
	['v20.20.2', false],
	['v22.18.0', false],
	['v22.19.0', true],
	['v23.0.0', true],
	['v24.21.0', true],
	['v26.10.0', true],
])('Node %s is new enough: %s', (version, good) => {
	expect(launcher.isGoodNode(version)).toBe(good);
});

describe('an old Node', () => {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'launcher-'));
	});
	afterEach(() => {
		rmSync(folder, {recursive: true, force: true});
	});

	/** Runs findNode() with the version pretended and an npm of ours in front. */
	function findNode(npm: string) {
		writeFileSync(join(folder, 'npm'), `#!/bin/sh\n${npm}\n`);
		chmodSync(join(folder, 'npm'), 0o755);
		const script = `
			Object.defineProperty(process, 'version', {value: 'v20.20.2'});
			process.stdout.write(require(${JSON.stringify(launcherPath)}).findNode());
		`;
		return spawnSync(process.execPath, ['-e', script], {
			encoding: 'utf8',
			env: {...process.env, PATH: `${folder}:${process.env.PATH}`, XDG_CACHE_HOME: join(folder, 'cache'), HOME: folder},
		});
	}

	test('offline, says what to install and fails', () => {
		const result = findNode('echo "npm error network request failed" >&2; exit 1');
		expect(result.status).toBe(1);
		expect(result.stderr).toContain('needs Node 22.19 or newer, and this is v20.20.2');
		expect(result.stderr).toContain('npm error network request failed');
		expect(result.stderr).toContain('Install Node 24');
		expect(result.stderr).not.toContain('    at ');
	});

	test('fetches the pinned package once, says so in one line, and uses the kept one afterwards', () => {
		const fetching = `
			for last in "$@"; do :; done
			package=$(echo "$last" | sed 's/@[^@]*$//')
			mkdir -p "node_modules/$package/bin" && touch "node_modules/$package/bin/node"`;
		const first = findNode(fetching);
		expect(first.stderr.trim().split('\n')).toHaveLength(1);
		expect(first.stderr).toContain('fetching Node');
		expect(first.stdout).toMatch(/node_modules\/.+\/bin\/node$/);
		const second = findNode('exit 1');
		expect(second.stdout).toBe(first.stdout);
		expect(second.stderr).not.toContain('fetching');
	});
});
