import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, vi} from 'vitest';
import {addSettings, normalizeArguments, Command as Parser, textsFrom} from '../../../source/cli/arguments.ts';
import type {Command, OwnValues} from '../../../source/cli/command.ts';
import {openContext} from '../../../source/cli/context.ts';
import {reportProblem} from '../../../source/cli/report-problem.ts';
import {common} from '../../../source/cli/setting-groups.ts';
import {cancelled} from '../../../source/problem/problem.ts';

const cleaning: (() => void)[] = [];
afterEach(() => {
	vi.restoreAllMocks();
	for (const clean of cleaning.splice(0)) clean();
});

/** A folder that goes with the test. */
export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'command-'));
	cleaning.push(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
}

export interface Ended {
	code: number;
	/** What was printed as JSON; undefined when nothing was. */
	// biome-ignore lint/suspicious/noExplicitAny: compared with literals only
	data: any;
	stdout: string;
	stderr: string;
}

/**
 * Runs a command as the program does, arguments parsed, settings resolved, output as JSON unless told otherwise, but
 * without a process of its own: starting one costs most of a second.
 */
export async function runCommand(
	command: Command,
	argv: readonly string[],
	env: Record<string, string>,
	stop = new AbortController(),
): Promise<Ended> {
	let [stdout, stderr] = ['', ''];
	const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
		stdout += String(text);
		return true;
	});
	const error = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
		stderr += String(text);
		return true;
	});
	const interruption = {
		signal: stop.signal,
		text: 'Nothing was changed.',
		exit: 130 as const,
		stop: () => stop.abort(cancelled()),
	};
	let code: number;
	try {
		const {argv: words, warnings} = normalizeArguments(argv, env);
		const {flags, own} = parse(command, words);
		const context = await openContext({
			flags,
			warnings,
			env: {BATON_OUTPUT: 'json', ...env},
			interruption,
			isImplicit: false,
			isDry: own.dryRun === true,
			choose: () => command,
		});
		try {
			code = (await command.run(context, own)) ?? 0;
		} finally {
			await context.close();
		}
	} catch (problem) {
		code = reportProblem(problem, {json: true, interruption});
	} finally {
		out.mockRestore();
		error.mockRestore();
	}
	return {code, stdout, stderr, data: stdout.startsWith('{') ? JSON.parse(stdout) : undefined};
}

function parse(command: Command, argv: readonly string[]) {
	const parser = new Parser().exitOverride().configureOutput({writeErr: () => {}});
	if (command.argument !== undefined) parser.argument(command.argument.form);
	for (const [flags, help] of Object.entries(command.ownOptions ?? {})) parser.option(flags, help);
	addSettings(parser, [...new Set([...command.settings, ...common])]);
	parser.parse([...argv], {from: 'user'});
	const [argument] = parser.args;
	const named: OwnValues = command.argument === undefined || argument === undefined ? {} : {argument};
	const own: OwnValues = {...parser.opts(), ...named};
	return {flags: textsFrom(parser), own};
}

/** Everything in a folder as one text, to look for what must not be there. */
export function contentOf(folder: string): string {
	return readdirSync(folder, {recursive: true, withFileTypes: true})
		.filter((entry) => entry.isFile())
		.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
		.join('\n');
}
