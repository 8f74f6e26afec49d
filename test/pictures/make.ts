/**
 * Makes the pictures of the docs from real runs of the built program in a pseudo-terminal: each page at two sizes, dark and
 * light, as SVG and PNG, and the walk through the sandbox as an animated SVG and as an asciicast. `npm run pictures`
 */
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {startSandbox} from '../sandbox/sandbox.ts';
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
	/** It goes by itself: drawn as soon as it is there. */
	isPassing?: boolean;
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
	{
		see: /Code of Conduct[\s\S]*at least \d+ requests/,
		seconds: 2,
		title: 'Courses: all',
		after: {press: thirteen},
	},
	{see: /13 of 50 courses/, seconds: 3, picture: 'courses', title: 'Selecting courses', after: {press: ['ctrl-x']}},
	{
		see: 'Leave everything off',
		seconds: 2,
		picture: 'optional-data',
		title: 'Optional data',
		after: {press: ['escape']},
	},
	{see: 'Search type to search', seconds: 1, title: 'Selecting courses', after: {press: ['enter']}},
	{see: /Read in/, seconds: 2, title: 'Preview: accounts', after: {press: ['f1']}},
	{see: 'About this page', seconds: 2, picture: 'help', title: 'Help', after: {press: ['escape']}},
	{see: 'Email', seconds: 1, title: 'Preview: accounts', after: {press: ['tab', 'tab']}},
	{see: 'Assigned', seconds: 4, picture: 'preview', title: 'Preview: the data itself', after: {press: ['tab']}},
	{
		see: /(member|completed) .*(team|course)/,
		seconds: 2,
		picture: 'grants',
		title: 'Preview: grants',
		after: {press: ['tab', 'tab']},
	},
	{see: /Finding .*Count/, seconds: 3, picture: 'findings', title: 'Preview: findings', after: {press: ['enter']}},
	{
		see: 'Sign in to ConductorOne',
		seconds: 3,
		picture: 'conductorone',
		title: 'Connect to ConductorOne',
		after: {press: ['enter']},
	},
	{see: 'Make sure the code matches', seconds: 2, picture: 'sign-in', title: 'Sign in by browser'},
	{see: 'You’re signed in', seconds: 2, picture: 'account', title: 'Signed in', after: {press: ['enter']}},
	{see: 'Team chat', seconds: 2, picture: 'app', title: 'App', after: {press: ['enter']}},
	{see: 'Who should own the app?', seconds: 2, picture: 'owners', title: 'Owners', after: {press: ['enter']}},
	{see: 'From this computer', seconds: 2, picture: 'hosting', title: 'How it runs', after: {press: ['enter']}},
	{see: 'nothing has been created yet', seconds: 2, title: 'Review of the connector', after: {press: ['enter']}},
	{see: 'nothing has been sent yet', seconds: 3, picture: 'review', title: 'Review', after: {press: ['enter']}},
	{see: 'Waiting for ConductorOne', seconds: 1, picture: 'push', title: 'Pushing', isPassing: true},
	{see: 'received everything', seconds: 5, picture: 'done', title: 'Everything has arrived', after: {press: ['enter']}},
];

const sizes = [
	[80, 24],
	[120, 36],
] as const;

/** Pages that the walk does not come by, each from a run of its own. */
interface Aside {
	picture: string;
	title: string;
	see: string | RegExp;
	args: readonly string[];
	environment?: Record<string, string>;
	/** Pressed once `before` is on the screen. */
	before: string;
	press: KeyName[];
}

/** The font of the pictures has no signs for spinners. */
const still = ['--motion', 'none'];

let pictures = 0;
const home = mkdtempSync(join(tmpdir(), 'litmos-pictures-'));
const sandbox = await startSandbox({litmos: {limiter: 'none'}});
const [all, fewer] = ['all.c1z', 'active.c1z'].map((name) => join(home, name)) as [string, string];
await writeSyncFile(all, []);
await writeSyncFile(fewer, ['--skip-inactive-courses']);
const asides: Aside[] = [
	{
		picture: 'error',
		title: 'A wrong API key',
		see: 'Litmos rejected this API key',
		args: ['setup'],
		environment: {
			BATON_LITMOS_BASE_URL: sandbox.litmos.url,
			BATON_SOURCE: 'acme',
			BATON_API_KEY: 'a-key-that-was-replaced',
		},
		before: 'Set up a connection',
		press: ['enter', 'enter'],
	},
	{
		picture: 'hand-over',
		title: 'The Litmos page without an API key',
		see: 'Press Ctrl-Y',
		args: ['setup'],
		environment: {BATON_SOURCE: 'acme'},
		before: 'Set up a connection',
		press: ['enter'],
	},
	{
		picture: 'changes',
		title: 'What changed between two sync files',
		see: /removed +grant/,
		args: ['explore', fewer, '--compare', all],
		before: 'Changes',
		press: [],
	},
];
for (const [columns, rows] of sizes) {
	for (const background of ['dark', 'light'] as const) {
		for (const aside of asides) await drawAside(aside, columns, rows, background);
		await walkAt(columns, rows, background);
	}
}
await sandbox.close();
rmSync(home, {recursive: true, force: true});
console.log(`${pictures} pictures in docs/pictures, each as SVG and PNG`);

async function walkAt(columns: number, rows: number, background: keyof typeof papers): Promise<void> {
	const terminal = new Terminal(['--theme', background, ...still], {
		columns,
		rows,
		environment: {COLORTERM: 'truecolor', npm_lifecycle_event: 'start'},
	});
	const frames: {frame: Frame; seconds: number}[] = [];
	const isFirst = columns === 80 && background === 'dark';
	try {
		for (const {see, seconds, picture, title, after, isPassing} of walk) {
			await terminal.waitFor(see);
			// What passes is drawn once its keys are there, too.
			await (isPassing === true ? pause(120) : terminal.settled(400));
			const shown = frame(terminal, papers[background]);
			frames.push({frame: shown, seconds});
			if (picture) save(shown, title, `${picture}-${columns}x${rows}-${background}`);
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

function save(shown: Frame, title: string, name: string): void {
	const svg = drawFrame(shown, title);
	writeFileSync(`${folder}${name}.svg`, svg);
	writeFileSync(`${folder}${name}.png`, toPng(svg));
	pictures++;
}

/** A sync file of the demo data. */
async function writeSyncFile(path: string, flags: readonly string[]): Promise<void> {
	const terminal = new Terminal(['sync', '--demo', '--file', path, ...flags], {home});
	try {
		await terminal.ended;
	} finally {
		await terminal.close();
	}
}

async function drawAside(aside: Aside, columns: number, rows: number, background: keyof typeof papers): Promise<void> {
	const terminal = new Terminal([...aside.args, '--theme', background, ...still], {
		columns,
		rows,
		environment: {COLORTERM: 'truecolor', npm_lifecycle_event: 'start', ...aside.environment},
	});
	try {
		await terminal.waitFor(aside.before);
		for (const key of aside.press) {
			await terminal.settled();
			await terminal.press(key);
		}
		await terminal.waitFor(aside.see);
		// The keys change a moment after the page.
		await terminal.settled(400);
		save(frame(terminal, papers[background]), aside.title, `${aside.picture}-${columns}x${rows}-${background}`);
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
