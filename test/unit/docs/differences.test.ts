import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';

const root = join(import.meta.dirname, '../../..');
const rows = readFileSync(join(root, 'docs/differences.md'), 'utf8')
	.split('\n')
	.filter((line) => line.startsWith('| ') && !/^\| (difference|---)/.test(line))
	.map((line) =>
		line
			.slice(1, -1)
			.split(' | ')
			.map((cell) => cell.trim()),
	);

it.each(rows)('“%s” has a reason (%s) and is shown by %s', (_, reason, test) => {
	expect(reason).not.toBe('');
	const [file = '', name = ''] = (test ?? '').split(' › ');
	expect(existsSync(join(root, file)), file).toBe(true);
	expect(name).not.toBe('');
	expect(readFileSync(join(root, file), 'utf8')).toContain(name);
});
