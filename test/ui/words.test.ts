import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {parseAst} from 'vitest/node';

/**
 * A text that stands outside `source/ui/words` would be missed by a translator. One rule for all files: between tags no
 * letters at all; in a string or template neither two words, or a word and a value, side by side nor a word that begins
 * with a capital letter. Only what `new Error(…)` says is exempt, since it tells a programmer of a mistake; people are
 * told by a `Problem`. The rule cannot tell a single small word from the name of a command, so it lets both pass. What
 * the set-up itself puts into words (`source/setup`: its problems and the lines left in the terminal) stands there.
 */
const screens = join(import.meta.dirname, '../../source/ui');

const isText = (text: string) =>
	/\p{L}[\p{Po}\p{Pe}\p{Pf}]* +[\p{Ps}\p{Pi}]*\p{L}/u.test(text) || /(?<!\p{L})\p{Lu}\p{Ll}/u.test(text);

interface Node {
	type: string;
	start: number;
	[key: string]: unknown;
}
const isNode = (value: unknown): value is Node =>
	typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** What a file shows to people although it is no file of words, with the line. `source` is TypeScript with JSX. */
function textsIn(source: string, lang: 'ts' | 'tsx' = 'tsx'): string[] {
	const found: string[] = [];
	const say = (node: Node, text: string) =>
		found.push(`${source.slice(0, node.start).split('\n').length}: ${text.trim()}`);
	const visit = (node: Node): void => {
		if (/^(Import|ExportAll)|^ExportNamedDeclaration$/.test(node.type) && isNode(node.source)) return;
		if (node.type === 'NewExpression' && isNode(node.callee) && node.callee.name === 'Error') return;
		// Types are no values.
		if (/^TS(Literal|Template|Union|Import)/.test(node.type)) return;
		if (node.type === 'JSXText' && /\p{L}/u.test(String(node.value))) say(node, String(node.value));
		if (node.type === 'Literal' && typeof node.value === 'string' && isText(node.value)) say(node, node.value);
		if (node.type === 'TemplateLiteral') {
			const text = (node.quasis as {value: {cooked: string}}[]).map(({value}) => value.cooked).join('…');
			if (isText(text) || /… +\p{L}|\p{L} +…/u.test(text)) say(node, text);
		}
		for (const child of Object.values(node).flat()) if (isNode(child)) visit(child);
	};
	visit(parseAst(source, {lang}) as unknown as Node);
	return found;
}

const files = readdirSync(screens, {recursive: true, encoding: 'utf8'}).filter(
	(file) => /\.tsx?$/.test(file) && !/^(words|examples|vendor)\/|example\.tsx$/.test(file),
);

it.each(files)('%s keeps its texts in the folder of words', (file) => {
	expect(textsIn(readFileSync(join(screens, file), 'utf8'), file.endsWith('x') ? 'tsx' : 'ts')).toEqual([]);
});

it('finds a text wherever it may stand', () => {
	expect(files.length).toBeGreaterThan(100);
	const shown = [
		'const a = <Text>no</Text>;',
		'const b = <Box title="two words">{"  "}</Box>;',
		'const c = `$' + '{n} rows`;',
		"const d = ok ? 'Saved' : 'flex-start';",
		"const e = new Problem({what: 'It is full.'});",
	];
	expect(textsIn(shown.join('\n'))).toEqual(['1: no', '2: two words', '3: … rows', '4: Saved', '5: It is full.']);
	const unseen = [
		"import x from './Some file.ts';",
		"type A = 'Some text';",
		"const y = ['pageUp', 'accounts', ` · `];",
		"throw new Error('No provider.');",
	];
	expect(textsIn(unseen.join('\n'))).toEqual([]);
});
