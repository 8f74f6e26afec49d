import {once} from 'node:events';
import {Problem} from '../../problem/problem.ts';
import {integer} from '../../settings/parse.ts';
import {plural} from '../../text/amounts.ts';
import type {Command} from '../command.ts';

/** What the command `sandbox` says. */
const sandboxMessages = {
	stopped: (requests: number, syncs: number) =>
		`Stopped. Litmos got ${plural(requests, 'request')}, ConductorOne got ${plural(syncs, 'sync', 'syncs')}.`,
} as const;

export const sandbox: Command = {
	name: 'sandbox',
	summary: 'Run a Litmos and ConductorOne sandbox on this computer.',
	description:
		'Runs a Litmos and ConductorOne sandbox with demo data on local ports until you press Ctrl-C. Prints the environment variables that connect any client to it.',
	settings: [],
	ownOptions: {
		'--litmos-port <port>': 'Port of the Litmos sandbox. Default: any free port.',
		'--conductorone-port <port>': 'Port of the ConductorOne sandbox. Default: any free port.',
	},
	examples: {
		'litmos-connector sandbox > sandbox.env   # then: . ./sandbox.env && litmos-connector push':
			'Start it, then use it from another shell',
		'litmos-connector sandbox --demo-size M': 'With 5,000 accounts',
		'litmos-connector sandbox --demo-scenario odd': 'With odd data and slow responses',
	},
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
		progress.say('Running. Press Ctrl-C to stop.');
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
		throw new Problem({code: 'input/invalid', what: `${flag} isn’t valid: ${Problem.from(error).what}`});
	}
}
