import {globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';

const root = join(import.meta.dirname, '../../..');

it('no file under source/ is longer than 300 lines', () => {
	const files = globSync('source/**/*.{ts,tsx}', {cwd: root}).filter((file) => !file.includes(join('proto', 'gen')));
	expect(files.length).toBeGreaterThan(300);
	const long = files.filter((file) => readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length > 300);
	expect(long).toEqual([]);
});
