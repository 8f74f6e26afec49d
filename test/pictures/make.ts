/**
 * Makes the pictures of the docs from real runs of the built program in a pseudo-terminal: each page at two sizes, dark and
 * light, as SVG and PNG, and the walk through the sandbox as an animated SVG and as an asciicast. `npm run pictures`
 */
import {mkdirSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {type KeyName, Terminal} from '../terminal/terminal.ts';
import {toPng} from './png.ts';
import {drawFrame, drawWalk, type Frame, frame, papers} from './svg.ts';

const folder = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));
mkdirSync(folder, {recursive: true});

interface Moment {
	/** What must be on the screen before it is drawn. */
	see: string | RegExp;
	/** How long the walk stays on it. */
	seconds: number;
	/** Drawn as a picture of its own, under this name. */
	picture?: string;
	title: string;
	after?: {press?: KeyName[]; type?: string};
}

/** Thirteen courses, one after the other. */
const thirteen: KeyName[] = Array.from({length: 13}, (): KeyName[] => ['space', 'down']).flat();

const walk: Moment[] = [
	{see: 'Try the sandbox', seconds: 3, picture: 'start', title: 'The first page', after: {press: ['down', 'enter']}},
	{
		see: 'Connect your Litmos account',
		seconds: 3,
		picture: 'litmos',
		title: 'Litmos: account and key',
		after: {press: ['enter']},
	},
	{see: 'Which courses do you want', seconds: 2, title: 'Courses: all', after: {press: ['down', ...thirteen]}},
	{see: /13 of 50/, seconds: 3, picture: 'courses', title: 'Selecting courses', after: {press: ['enter']}},
	{see: /Read in/, seconds: 2, title: 'Preview: accounts', after: {press: ['tab', 'tab']}},
	{see: 'Assigned', seconds: 4, picture: 'preview', title: 'Preview: the data itself', after: {press: ['tab']}},
	{see: /Grants/, seconds: 2, picture: 'grants', title: 'Preview: grants', after: {press: ['enter']}},
	{
		see: 'Sign in to ConductorOne',
		seconds: 3,
		picture: 'conductorone',
		title: 'Connect to ConductorOne',
		after: {press: ['enter']},
	},
	{see: 'Make sure the code matches', seconds: 2, picture: 'sign-in', title: 'Sign in by browser'},
	{see: 'You’re signed in', seconds: 2, picture: 'account', title: 'Signed in', after: {press: ['enter']}},
	{see: 'managed', seconds: 2, picture: 'app', title: 'App', after: {press: ['enter']}},
	{see: 'Who should own the app?', seconds: 2, picture: 'owners', title: 'Owners', after: {press: ['enter']}},
	{see: 'From this computer', seconds: 2, picture: 'hosting', title: 'How it runs', after: {press: ['enter']}},
	{see: 'nothing has been created yet', seconds: 2, title: 'Review of the connector', after: {press: ['enter']}},
	{see: 'nothing has been sent yet', seconds: 3, picture: 'review', title: 'Review', after: {press: ['enter']}},
	{see: 'received everything', seconds: 5, picture: 'done', title: 'Everything has arrived', after: {press: ['enter']}},
];

const sizes = [
	[80, 24],
	[120, 36],
] as const;

let pictures = 0;
for (const [columns, rows] of sizes) {
	for (const background of ['dark', 'light'] as const) {
		await walkAt(columns, rows, background);
	}
}
console.log(`${pictures} pictures in docs/pictures, each as SVG and PNG`);

async function walkAt(columns: number, rows: number, background: keyof typeof papers): Promise<void> {
	const terminal = new Terminal(['--theme', background], {
		columns,
		rows,
		environment: {COLORTERM: 'truecolor', npm_lifecycle_event: 'start'},
	});
	const frames: {frame: Frame; seconds: number}[] = [];
	const isFirst = columns === 80 && background === 'dark';
	try {
		for (const {see, seconds, picture, title, after} of walk) {
			await terminal.waitFor(see);
			await terminal.settled();
			const shown = frame(terminal, papers[background]);
			frames.push({frame: shown, seconds});
			if (picture) {
				const svg = drawFrame(shown, title);
				const path = `${folder}${picture}-${columns}x${rows}-${background}`;
				writeFileSync(`${path}.svg`, svg);
				writeFileSync(`${path}.png`, toPng(svg));
				pictures++;
			}
			if (after?.type) await terminal.type(after.type);
			await terminal.press(...(after?.press ?? []));
		}
		await terminal.ended;
		if (!isFirst) return;
		writeFileSync(`${folder}walk.svg`, drawWalk(frames, 'From the first page to a pushed sync, with demo data'));
		writeFileSync(`${folder}walk.cast`, asciicast(terminal));
	} finally {
		await terminal.close();
	}
}

/** The recording in the asciicast form (version 2): a header, then one line for each piece of output. */
function asciicast(terminal: Terminal): string {
	const {output, columns, rows} = terminal;
	const header = {version: 2, width: columns, height: rows, title: 'litmos-connector: the walk through the sandbox'};
	const events = output.map(({at, data}) => [Number((at / 1000).toFixed(3)), 'o', data]);
	return `${[header, ...events].map((line) => JSON.stringify(line)).join('\n')}\n`;
}
