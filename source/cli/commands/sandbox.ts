import {once} from 'node:events';
import {Problem, type ProblemTexts} from '../../problem/problem.ts';
import {integer} from '../../settings/parse.ts';
import {plural} from '../../text/amounts.ts';
import type {Command} from '../command.ts';

/** What the command `sandbox` says. */
const sandboxMessages = {
	summary: 'Run a Litmos and ConductorOne sandbox on this computer.',
	description:
		'Runs a Litmos and ConductorOne sandbox with demo data on local ports until you press Ctrl-C. Prints the environment variables that connect any client to it.',
	options: {
		litmosPort: 'Port of the Litmos sandbox. Default: any free port.',
		conductorOnePort: 'Port of the ConductorOne sandbox. Default: any free port.',
	},
	examples: {
		shell: 'Start it, then use it from another shell',
		size: 'With 5,000 accounts',
		odd: 'With odd data and slow responses',
	},
	running: 'Running. Press Ctrl-C to stop.',
	stopped: (requests: number, syncs: number) =>
		`Stopped. Litmos got ${plural(requests, 'request')}, ConductorOne got ${plural(syncs, 'sync', 'syncs')}.`,
	badPort: (flag: string, problem: string): ProblemTexts => ({what: `${flag} isn’t valid: ${problem}`}),
} as const;

export const sandbox: Command = {
	name: 'sandbox',
	summary: sandboxMessages.summary,
	description: sandboxMessages.description,
	settings: [],
	ownOptions: [
		{flags: '--litmos-port <port>', help: sandboxMessages.options.litmosPort},
		{flags: '--conductorone-port <port>', help: sandboxMessages.options.conductorOnePort},
	],
	examples: [
		{
			text: sandboxMessages.examples.shell,
			line: 'litmos-connector sandbox > sandbox.env   # then: . ./sandbox.env && litmos-connector push',
		},
		{text: sandboxMessages.examples.size, line: 'litmos-connector sandbox --demo-size M'},
		{text: sandboxMessages.examples.odd, line: 'litmos-connector sandbox --demo-scenario odd'},
	],
	async run(context, own) {
		const {values, signal, progress} = context;
		const {startSandbox} = await import('../../sandbox/sandbox.ts');
		const running = await startSandbox({
			size: values.demoSize,
			seed: values.demoSeed,
			scenario: values.demoScenario,
			...port('litmosPort', '--litmos-port', own.litmosPort),
			...port('conductorOnePort', '--conductorone-port', own.conductoronePort),
		});
		context.onClose(() => running.close());
		const {environment} = running;
		context.print({environment, litmos: running.litmos.url, conductorOne: running.conductorOne.url}, () =>
			Object.entries(environment)
				.map(([name, value]) => ['export', `${name}='${value.replaceAll("'", `'\\''`)}'\n`].join(' '))
				.join(''),
		);
		progress.say(sandboxMessages.running);
		if (!signal.aborted) await once(signal, 'abort');
		progress.say(sandboxMessages.stopped(running.litmos.requests(), running.conductorOne.syncs()));
		return 0;
	},
};

function port(name: 'litmosPort' | 'conductorOnePort', flag: string, text: unknown): {[name: string]: number} {
	if (text === undefined) return {};
	try {
		return {[name]: integer(1, 65_535)(String(text))};
	} catch (error) {
		throw new Problem({code: 'input/invalid', ...sandboxMessages.badPort(flag, Problem.from(error).what)});
	}
}
