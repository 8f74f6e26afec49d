import {existsSync, globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';

const root = join(import.meta.dirname, '../../..');
const rows = readFileSync(join(root, 'docs/promises.md'), 'utf8')
	.split('\n')
	.filter((line) => line.startsWith('| ') && !/^\| (sentence|---)/.test(line))
	.map((line) =>
		line
			.split(/(?<!\\)\|/)
			.slice(1, -1)
			.map((cell) => cell.trim().replaceAll('\\|', '|')),
	);

/** Spaces, Markdown, quotes of code and values set apart, so that a sentence is found however it is broken into lines. */
const plain = (text: string) =>
	text
		.replaceAll(/\$\{[^{}]*\}/g, '…')
		.replaceAll('\\n', ' ')
		.replaceAll(/[`*\\'"“”‘’]/g, '')
		.replaceAll(/[+\s]+/g, ' ');

const texts = globSync(['README.md', 'CHANGELOG.md', 'docs/**/*.md', 'source/**/*.{ts,tsx}', 'bin/*.{cjs,mjs}'], {
	cwd: root,
})
	.filter((file) => file !== join('docs', 'promises.md') && !file.includes(join('proto', 'gen')))
	.map((file) => plain(readFileSync(join(root, file), 'utf8')))
	.join('\n');

/** Pieces between placeholders, which are what a text holds to the letter. */
const pieces = (sentence: string) =>
	plain(sentence)
		.split(/…|<[^>]*>/)
		.map((piece) => piece.trim())
		.filter((piece) => /\p{L}{3}/u.test(piece));

it('has rows of three cells', () => {
	expect(rows.length).toBeGreaterThan(20);
	for (const row of rows) expect(row, row[0]).toHaveLength(3);
});

it.each(rows)('“%s” is still said (%s)', (sentence) => {
	const all = pieces(sentence ?? '');
	expect(all.length, 'a sentence is quoted').toBeGreaterThan(0);
	expect(all.filter((piece) => !texts.includes(piece))).toEqual([]);
});

it.each(rows)('“%s” (%s) is shown by %s', (_, __, test) => {
	for (const one of (test ?? '').split(/; (?=test\/)/)) {
		const [file = '', ...names] = one.replaceAll('`', '').split(' › ');
		expect(existsSync(join(root, file)), file).toBe(true);
		const content = plain(readFileSync(join(root, file), 'utf8'));
		for (const piece of names.flatMap(pieces)) expect(content).toContain(piece);
	}
});
