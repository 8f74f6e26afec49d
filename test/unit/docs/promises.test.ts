import {existsSync, globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {findClaims, plain, root} from './claims.ts';
import {notClaims} from './not-claims.ts';

const rows = readFileSync(join(root, 'docs/promises.md'), 'utf8')
	.split('\n')
	.filter((line) => line.startsWith('| ') && !/^\| (sentence|---)/.test(line))
	.map((line) =>
		line
			.split(/(?<!\\)\|/)
			.slice(1, -1)
			.map((cell) => cell.trim().replaceAll('\\|', '|')),
	);

const texts = globSync(
	['README.md', 'CHANGELOG.md', 'SECURITY.md', 'docs/**/*.md', 'source/**/*.{ts,tsx}', 'bin/*.{cjs,mjs}'],
	{
		cwd: root,
	},
)
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

/** Shorter pieces would cover sentences that have nothing to do with them. */
const telling = rows.flatMap(([sentence = '']) => pieces(sentence)).filter((piece) => piece.length >= 12);
const same = new Set(rows.map(([sentence = '']) => plain(sentence)));

/** A row may quote more than the one sentence. */
const holds = (piece: string, sentence: string) =>
	sentence.length >= 12 && piece.includes(sentence.replace(/[.:;]$/, ''));

const isInRegister = (sentence: string) =>
	same.has(sentence) || telling.some((piece) => sentence.includes(piece) || holds(piece, sentence));
const isNoClaim = (sentence: string) =>
	notClaims.some(({sentences}) => sentences.some((pattern) => pattern.test(sentence)));

const claims = findClaims();
const files = [...new Set(claims.map(({file}) => file))];

it.each(files)('%s claims nothing that no test shows', (file) => {
	const open = claims.filter(
		(claim) => claim.file === file && !isInRegister(claim.sentence) && !isNoClaim(claim.sentence),
	);
	// Add a row with its test to docs/promises.md, or change the sentence; if it promises nothing, see not-claims.ts.
	expect(open.map(({sentence}) => sentence)).toEqual([]);
});

it('finds claims in every kind of text', () => {
	expect(claims.length).toBeGreaterThan(200);
	for (const part of ['README.md', 'docs/', 'source/ui/', 'source/cli/commands/', 'source/setup/']) {
		expect(
			claims.some(({file}) => file.startsWith(part)),
			part,
		).toBe(true);
	}
	expect(isInRegister('Your key is never shown to anybody.') || isNoClaim('Your key is never shown to anybody.')).toBe(
		false,
	);
});
