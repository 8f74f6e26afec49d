import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {type Strictness, textsIn} from './find-texts.ts';

/**
 * Texts stand in `messages.ts` (or `…-messages.ts`) beside the code that says them, in a command's own file, or in a
 * component, so that one search finds a sentence and one file changes it.
 */
const source = join(import.meta.dirname, '../../../source');

/** Not for a person's eyes, or not in this program's words. */
const exempt = [
	/(^|[/-])messages\.ts$/,
	/^text\//,
	/^cli\/commands\//,
	/^cli\/progress\.ts$/,
	// An optional kind of data is one entry, texts included.
	/^sync\/extras\//,
	/^settings\/extras\.ts$/,
	// A setting is one entry, too, and so is a call.
	/^settings\/tables\//,
	/^conductorone\/rest\/\w+-calls\.ts$/,
	/^ui\/.*\.tsx$/,
	/^ui\/steps\/about\.ts$/,
	/^proto\//,
	// Speaks as Litmos and ConductorOne do.
	/^sandbox\//,
	/^ui\/vendor\//,
	/\.d\.ts$/,
	// Names and descriptions that are data in ConductorOne, equal to those of baton-litmos or beside them.
	/^connector\/(accounts|courses|metadata|resource-types|teams)\.ts$/,
	// A way to run the connector is one entry with its files, as the systems' own programs read them.
	/^deploy\/(ways|carried|docker|systemd|kubernetes|helm-chart|helm-templates|terraform(-\w+)?)\.ts$/,
	// Files and tools of the systems' own schedulers.
	/^(deploy|setup\/schedule)\/(schedule|scheduler)\.ts$/,
	// The state of a connector in ConductorOne's own words.
	/^conductorone\/rest\/connector-state\.ts$/,
];
const strictnessOf = (file: string): Strictness => (/^(ui|cli|setup|settings)\//.test(file) ? 'capitals' : 'words');

const all = readdirSync(source, {recursive: true, encoding: 'utf8'}).filter((file) => /\.tsx?$/.test(file));
const files = all.filter((file) => !exempt.some((pattern) => pattern.test(file)));

it.each(files)('%s keeps its texts in messages.ts', (file) => {
	const lang = file.endsWith('x') ? 'tsx' : 'ts';
	expect(textsIn(readFileSync(join(source, file), 'utf8'), lang, strictnessOf(file))).toEqual([]);
});

it('finds a text wherever it may stand', () => {
	expect(files.length).toBeGreaterThan(300);
	for (const pattern of exempt) expect(all.some((file) => pattern.test(file))).toBe(true);
	const shown = [
		'const a = <Text>no</Text>;',
		'const b = <Box title="two words">{"  "}</Box>;',
		'const c = `$' + '{n} rows`;',
		"const d = ok ? 'Saved' : 'flex-start';",
		"const e = new Problem({what: 'It is full.'});",
	];
	expect(textsIn(shown.join('\n'), 'tsx', 'capitals')).toEqual([
		'1: no',
		'2: two words',
		'3: … rows',
		'4: Saved',
		'5: It is full.',
	]);
	expect(textsIn(shown.slice(2).join('\n'), 'ts', 'words')).toEqual(['3: It is full.']);
	const unseen = [
		"import x from './Some file.ts';",
		"type A = 'Some text';",
		"const y = ['pageUp', 'accounts', ` · `, 'select name from courses'];",
		"throw new RangeError('No provider.');",
		"log.info({n}, 'The page was read');",
		"const z = {line: 'litmos-connector run', command: 'kubectl get pods', flags: '--to <place>'};",
		"if (word === 'Not connected' || name === 'Litmos') switch (word) { case 'Paused': }",
	];
	expect(textsIn(unseen.join('\n'), 'tsx', 'capitals')).toEqual([]);
});

it('messages run nothing but other messages and the words for amounts', () => {
	for (const file of all.filter((name) => /(^|[/-])messages\.ts$/.test(name))) {
		const imports = readFileSync(join(source, file), 'utf8').matchAll(/^import (?!type ).*? from '(.*?)';$/gms);
		for (const [, from = ''] of imports) {
			expect(join(file, '..', from), file).toMatch(
				/^text\/|messages\.ts$|^ui\/steps\/about\.ts$|^settings\/extras\.ts$/,
			);
		}
	}
});
