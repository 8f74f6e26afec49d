/**
 * Makes the pictures of the README from a real run of the built program in a pseudo-terminal: single screens, and the walk
 * through the sandbox as an animated SVG and as an asciicast. `npm run pictures`
 */
import {mkdirSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {type KeyName, Terminal} from '../terminal/terminal.ts';
import {drawFrame, drawWalk, type Frame, frame} from './svg.ts';

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

const walk: Moment[] = [
	{
		see: 'Try the sandbox',
		seconds: 3,
		picture: 'start',
		title: 'The first page',
		after: {press: ['down', 'enter']},
	},
	{
		see: 'Connect your Litmos account',
		seconds: 3,
		picture: 'litmos',
		title: 'Litmos: account and key',
		after: {press: ['enter']},
	},
	{see: 'ones added later ·', seconds: 3, title: 'Courses: all of them, or some', after: {type: 'man'}},
	{see: /Search man/, seconds: 2, title: 'Courses: search', after: {press: ['ctrl-a']}},
	{
		see: /[1-9]\d* of 50 selected/,
		seconds: 3,
		picture: 'courses',
		title: 'Choosing courses',
		after: {press: ['enter']},
	},
	{
		see: 'Read in',
		seconds: 3,
		picture: 'preview',
		title: 'Preview: what ConductorOne will get',
		after: {press: ['enter']},
	},
	{
		see: 'Connect to ConductorOne',
		seconds: 3,
		picture: 'conductorone',
		title: 'ConductorOne: the connector',
		after: {press: ['enter']},
	},
	{
		see: 'Review — nothing has been sent yet',
		seconds: 3,
		picture: 'review',
		title: 'Review',
		after: {press: ['enter']},
	},
	{see: 'accepted the data', seconds: 5, picture: 'done', title: 'Accepted', after: {press: ['enter']}},
];

const terminal = new Terminal([], {columns: 80, rows: 24, environment: {COLORTERM: 'truecolor'}});
const frames: {frame: Frame; seconds: number}[] = [];
try {
	for (const {see, seconds, picture, title, after} of walk) {
		await terminal.waitFor(see);
		await terminal.settled();
		const shown = frame(terminal);
		frames.push({frame: shown, seconds});
		if (picture) writeFileSync(`${folder}${picture}.svg`, drawFrame(shown, title));
		if (after?.type) await terminal.type(after.type);
		await terminal.press(...(after?.press ?? []));
	}
	await terminal.ended;
	writeFileSync(`${folder}walk.svg`, drawWalk(frames, 'From the first page to a pushed sync, with demo data'));
	writeFileSync(`${folder}walk.cast`, asciicast());
	console.log(`${walk.filter(({picture}) => picture).length + 2} pictures in docs/pictures`);
} finally {
	await terminal.close();
}

/** The recording in the asciicast form (version 2): a header, then one line for each piece of output. */
function asciicast(): string {
	const {output, columns, rows} = terminal;
	const header = {version: 2, width: columns, height: rows, title: 'litmos-connector: the walk through the sandbox'};
	const events = output.map(({at, data}) => [Number((at / 1000).toFixed(3)), 'o', data]);
	return `${[header, ...events].map((line) => JSON.stringify(line)).join('\n')}\n`;
}
