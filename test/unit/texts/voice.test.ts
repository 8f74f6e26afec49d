import {globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {messageFiles, saidBy} from '../../texts/messages.ts';
import {textsIn} from './find-texts.ts';

/** Every text a person reads: messages, commands, components. The sandbox speaks as the two services do. */
const source = join(import.meta.dirname, '../../../source');
const files = globSync(
	[
		'**/messages.ts',
		'**/*-messages.ts',
		'cli/commands/**/*.ts',
		'cli/progress.ts',
		'sync/extras/*.ts',
		'settings/extras.ts',
		'settings/tables/*.ts',
		'conductorone/rest/*-calls.ts',
		'deploy/{ways,carried,docker,systemd,kubernetes,helm-chart,terraform,terraform-*}.ts',
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

/** `1 courses`, `0 grant`, `2 account`: a number beside the wrong form of what it counts. */
const counted =
	'account|team|course|grant|entitlement|request|row|person|file|minute|hour|day|byte|owner|app|connector|page|warning|finding|time|line|run';
const wrongPlural = new RegExp(
	`(?<![\\d.,])(?:1 (?:(?:${counted.replace('person|', '')})s|people)|[02] (?:${counted}))(?![\\w-])(?! per)`,
);

it.each(messageFiles)('%s counts right at 0, 1 and 2, and says nothing too long', async (file) => {
	const {said} = await saidBy(file);
	// A script or a file for another program is no text.
	const found = said.filter(({text}) => !text.includes('\n')).map(({path, text}) => `${path}: ${text}`);
	expect(found.filter((text) => wrongPlural.test(text))).toEqual([]);
	expect(found.filter((text) => ruledOut.test(text))).toEqual([]);
	const sentences = said
		.filter(({text}) => !text.includes('\n'))
		.flatMap(({text}) => text.split(/(?<=[.?:;])\s+|\s+–\s+/))
		.filter((sentence) => sentence.split(/\s+/).length > longest && !isList(sentence));
	expect(sentences).toEqual([]);
});

it('would find a wrong plural', () => {
	for (const wrong of ['1 courses', 'about 2 request', '0 account left']) expect(wrong).toMatch(wrongPlural);
	for (const right of ['1 course', '2 courses', '11 courses', '2 requests per team'])
		expect(right).not.toMatch(wrongPlural);
});
