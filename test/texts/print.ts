/** Prints every message of the program with sample values, file by file, and the fixed texts of commands and components. */
import {globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {textsIn} from '../unit/texts/find-texts.ts';
import {messageFiles, saidBy, source} from './messages.ts';

for (const file of messageFiles) {
	const {said, skipped} = await saidBy(file);
	const lines = [...new Set(said.map(({text}) => text))].filter((text) => /\p{L}{2}/u.test(text));
	console.log(`\n${file}\n${lines.map((line) => `  ${line.replaceAll('\n', '\n  ')}`).join('\n')}`);
	for (const path of skipped) console.log(`  (${path})`);
}
for (const file of globSync(
	[
		'cli/commands/*.ts',
		'cli/progress.ts',
		'settings/tables/*.ts',
		'conductorone/rest/*-calls.ts',
		'deploy/{ways,carried,docker,systemd,kubernetes,helm-chart,terraform,terraform-*}.ts',
		'ui/**/*.tsx',
	],
	{
		cwd: source,
	},
).sort()) {
	const texts = textsIn(readFileSync(join(source, file), 'utf8'), file.endsWith('x') ? 'tsx' : 'ts', 'words');
	if (texts.length > 0) console.log(`\n${file}\n${texts.map((text) => `  ${text.replace(/^\d+: /, '')}`).join('\n')}`);
}
