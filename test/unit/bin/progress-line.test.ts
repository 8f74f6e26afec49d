import {spawnSync} from 'node:child_process';
import {createRequire} from 'node:module';
import {expect, test} from 'vitest';

const path = createRequire(import.meta.url).resolve('../../../bin/progress-line.cjs');

test.each([40, 60, 120])('the line about a slow command stays on one row of %i columns', (columns) => {
	const script = `
		Object.assign(process.stderr, {isTTY: true, columns: ${columns}});
		require(${JSON.stringify(path)}).runShowing('fetching '.repeat(10), process.execPath, ['-e', '']);
	`;
	const {stderr} = spawnSync(process.execPath, ['-e', script], {
		encoding: 'utf8',
		env: {...process.env, TERM: 'xterm'},
	});
	const drawn = stderr.split('\r');
	expect(drawn[1]).toMatch(/^\| fetching .* … 0 s $/);
	for (const line of drawn) expect(line.length).toBeLessThan(columns);
	expect(stderr).not.toContain('\n');
});
