import {globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {textsIn} from './find-texts.ts';

/** Every text a person reads: messages, commands, components. The sandbox speaks as the two services do. */
const source = join(import.meta.dirname, '../../../source');
const files = globSync(
	[
		'**/messages.ts',
		'**/*-messages.ts',
		'cli/commands/*.ts',
		'cli/progress.ts',
		'sync/extras/*.ts',
		'settings/extras.ts',
		'ui/**/*.tsx',
		'text/*.ts',
	],
	{cwd: source},
).filter((file) => !file.startsWith('sandbox'));

/** Words that sound translated, or that are names of ours alone. */
const ruledOut =
	/\b(shall|make-believe|anew|besides|ticked|untick|look inside|it is taken back|stands under|kind of grant|do it)\b|!(?=\s|$)/i;
/** Lines of a file for other programs, and commands, are no sentences. */
const isProse = (text: string) => !/^\d+: (#|\/\/|set |\[|\{)|\n/.test(text);
const longest = 25;
/** Things named one after the other read well at any length. */
const isList = (sentence: string) => sentence.split(',').length > 4;

it.each(files)('%s speaks plain English', (file) => {
	const all = textsIn(readFileSync(join(source, file), 'utf8'), file.endsWith('x') ? 'tsx' : 'ts', 'words');
	const texts = all.filter(isProse);
	expect(texts.filter((text) => ruledOut.test(text))).toEqual([]);
	const sentences = texts.flatMap((text) => text.replace(/^\d+: /, '').split(/(?<=[.?:;])\s+|\s+–\s+/));
	const long = sentences.filter((sentence) => sentence.split(/\s+/).length > longest && !isList(sentence));
	expect(long).toEqual([]);
});

it('looks at many files, and would find a word', () => {
	expect(files.length).toBeGreaterThan(100);
	expect('Which courses shall be read?').toMatch(ruledOut);
	expect('Everything is shared.').not.toMatch(ruledOut);
});
