import {globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {textsIn} from '../texts/find-texts.ts';

export const root = join(import.meta.dirname, '../../..');

/** Words that make a sentence a claim about what the program does or leaves alone. */
const claimWord =
	/\b(nothing|nobody|never|only|always|at most|every|everything|encrypted|keeps?|stays?|deletes?|resumes?|unchanged|without asking)\b|\bno \w+ (is|are|was|were)\b|\bn[o’']t (sent|kept|saved|changed|touched|stored|read again)\b/i;

/** Files whose texts a person reads on a screen, in the help or in an error. The sandbox speaks as the two services do. */
const screens = [
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
];
const pages = ['README.md', 'SECURITY.md', 'docs/*.md'];
/** For developers, or the list of what is claimed. */
const notForUsers = /^docs\/(architecture|promises|screens)\.md$/;

/** Spaces, Markdown, quotes and values set apart, so that a sentence is found however it is broken into lines. */
export const plain = (text: string) =>
	text
		.replaceAll(/\$\{[^{}]*\}/g, '…')
		.replaceAll('\\n', ' ')
		.replaceAll(/[`*\\'"“”‘’]/g, '')
		.replaceAll(/[+\s]+/g, ' ')
		.trim();

const sentencesOf = (text: string) => text.split(/(?<=[.?!:;])\s+|\n\n+|\n(?=[-|#\d])|\s\|\s/);

export interface Claim {
	file: string;
	sentence: string;
}

/** Every sentence of the texts for users that claims something. */
export function findClaims(): Claim[] {
	const source = join(root, 'source');
	const onScreens = globSync(screens, {cwd: source})
		.filter((file) => !file.startsWith('sandbox'))
		.flatMap((file) => {
			const texts = textsIn(readFileSync(join(source, file), 'utf8'), file.endsWith('x') ? 'tsx' : 'ts', 'words');
			return texts.map((text) => ({file: `source/${file}`, text: text.replace(/^\d+: /, '')}));
		});
	const onPages = globSync(pages, {cwd: root})
		.filter((file) => !notForUsers.test(file))
		.map((file) => ({file, text: readFileSync(join(root, file), 'utf8').replaceAll(/^```[\s\S]*?^```$/gm, '')}));
	return [...onScreens, ...onPages].flatMap(({file, text}) =>
		sentencesOf(text)
			.filter((sentence) => claimWord.test(sentence))
			.map((sentence) => ({file, sentence: plain(sentence)})),
	);
}
