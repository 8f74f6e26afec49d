import {fileURLToPath} from 'node:url';
import {signInByKey} from './connect-driver.ts';
import {answered} from './monkey.ts';
import type {Terminal} from './terminal.ts';
import {openSandbox, openWizard, toConductorOne} from './wizard-driver.ts';

export type Size = readonly [columns: number, rows: number];

/** A part of the program that random keys begin in. */
export interface Place {
	open: (size: Size) => Promise<Terminal>;
	/** How many keys of all, compared with other places; default 1. */
	weight?: number;
	/** Where Esc, pressed often enough, ends the program. */
	endsByEscape?: boolean;
	/** Waits until the keys are taken; default: {@link answered}, which needs a screen of ours. */
	answer?: (terminal: Terminal) => Promise<unknown>;
	/** Exit codes besides 0 and 130. */
	exitCodes?: readonly number[];
}

const golden = (name: string) => fileURLToPath(new URL(`../golden/expected/${name}.c1z`, import.meta.url));

/** Nothing that is typed by chance may reach the world, or programs of the machine such as kubectl. */
const environment = {
	BROWSER: 'none',
	PATH: '/nothing',
	HTTPS_PROXY: 'http://127.0.0.1:9',
	HTTP_PROXY: 'http://127.0.0.1:9',
	NO_PROXY: '127.0.0.1,localhost',
	// More than a screen of each, and read in a moment.
	BATON_DEMO_SIZE: '80/30/5/300',
};
const patience = 90_000;

function open(args: readonly string[], [columns, rows]: Size, more: Record<string, string> = {}): Terminal {
	return openWizard(args, {patience, columns, rows, environment: {...environment, ...more}});
}

async function demoTo(size: Size, words: readonly string[], more: Record<string, string> = {}): Promise<Terminal> {
	const terminal = open(['--demo'], size, more);
	await terminal.waitFor('Sandbox: demo data');
	let before = '';
	for (const each of words) {
		// The way without signing in is the shorter one.
		if (before === http) await terminal.press('down');
		before = each;
		await terminal.press('enter');
		await terminal.waitFor(each);
	}
	return terminal;
}

const courses = 'Which courses do you want';
const read = 'Read in';
const http = 'Sandbox: a demo ConductorOne';
const review = 'Review — nothing has been sent yet';

export const places: Record<string, Place> = {
	'the first page': {
		async open(size) {
			const terminal = open(['setup'], size);
			await terminal.waitFor('Try the sandbox');
			return terminal;
		},
	},
	'the choice of courses': {open: (size) => demoTo(size, [courses])},
	'the picker of courses': {
		async open(size) {
			const terminal = await demoTo(size, [courses]);
			// A course has to be there before it can be selected.
			await terminal.waitFor(/courses(, and ones added later)? · (about|at least)/);
			await terminal.press('down', 'space');
			await terminal.waitFor(/1 (of \d+ )?selected/);
			return terminal;
		},
	},
	'the preview while it is read': {
		open: (size) => demoTo(size, [courses, 'Grants'], {BATON_REQUESTS_PER_MINUTE: '120'}),
	},
	'the preview': {open: (size) => demoTo(size, [courses, read])},
	'a look inside': {
		async open(size) {
			const terminal = await demoTo(size, [courses, read]);
			await terminal.waitFor(/❯ \S|> \S/);
			await terminal.press('right');
			await terminal.waitFor(/Accounts [›>]/);
			return terminal;
		},
	},
	'a saved file': {
		async open(size) {
			const terminal = open(['explore', golden('all-courses'), '--compare', golden('one-course')], size);
			await terminal.waitFor('Ana Ruiz');
			return terminal;
		},
		endsByEscape: true,
	},
	'the ways into ConductorOne': {open: (size) => demoTo(size, [courses, read, http])},
	'the plan': {
		async open([columns, rows]) {
			const sandbox = await openSandbox({conductorOne: {nextPollMs: 20, deviceIntervalSeconds: 1}});
			const terminal = openWizard(['setup'], {patience, sandbox, columns, rows, environment});
			await toConductorOne(terminal, sandbox);
			await signInByKey(terminal, sandbox);
			return terminal;
		},
	},
	'the review': {open: (size) => demoTo(size, [courses, read, http, review])},
	'the push': {
		async open(size) {
			const terminal = await demoTo(size, [courses, read, http, review]);
			await terminal.press('enter');
			await answered(terminal);
			return terminal;
		},
	},
	'the question of connect': {
		async open(size) {
			const terminal = open(['connect', '--demo', '--new-app', 'Litmos', '--hosting', 'hosted'], size);
			await terminal.waitFor('Create it now?');
			return terminal;
		},
		// The first Enter answers it.
		weight: 0.1,
		answer: (terminal) => terminal.settled(),
		exitCodes: [5],
	},
};
