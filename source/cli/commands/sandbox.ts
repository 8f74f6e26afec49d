import {once} from 'node:events';
import {Problem} from '../../problem/problem.ts';
import {integer} from '../../settings/parse.ts';
import type {Command} from '../command.ts';

export const sandbox: Command = {
	name: 'sandbox',
	summary: 'Run a make-believe Litmos and ConductorOne on this machine.',
	description:
		'Runs a make-believe Litmos and ConductorOne on loopback ports until Ctrl-C, and prints the variables that point any client at them.',
	settings: [],
	ownOptions: [
		{flags: '--litmos-port <port>', help: 'Port of the make-believe Litmos (default: any free one).'},
		{flags: '--conductorone-port <port>', help: 'Port of the make-believe ConductorOne (default: any free one).'},
	],
	examples: [
		{
			words: 'Start it, and use it from another shell',
			line: 'litmos-connector sandbox > sandbox.env   # then: . ./sandbox.env && litmos-connector push',
		},
		{words: 'A tenant of 5,000 accounts', line: 'litmos-connector sandbox --demo-size M'},
	],
	async run(context, own) {
		const {values, signal, progress} = context;
		const {startSandbox} = await import('../../sandbox/sandbox.ts');
		const running = await startSandbox({
			size: values.demoSize,
			seed: values.demoSeed,
			...port('litmosPort', '--litmos-port', own.litmosPort),
			...port('conductorOnePort', '--conductorone-port', own.conductoronePort),
		});
		context.onClose(() => running.close());
		const {environment} = running;
		context.print({environment, litmos: running.litmos.url, conductorOne: running.conductorOne.url}, () =>
			Object.entries(environment)
				.map(([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'\n`)
				.join(''),
		);
		progress.say('Running until Ctrl-C.');
		if (!signal.aborted) await once(signal, 'abort');
		const [litmos, conductorOne] = [running.litmos.report(), running.conductorOne.report()];
		progress.say(
			`Stopped. Litmos was asked ${litmos.totalRequests} times; ConductorOne received ${conductorOne.syncs.length} syncs.`,
		);
		return 0;
	},
};

function port(name: 'litmosPort' | 'conductorOnePort', flag: string, text: unknown): {[name: string]: number} {
	if (text === undefined) return {};
	try {
		return {[name]: integer(1, 65_535)(String(text))};
	} catch (error) {
		throw new Problem({code: 'input/invalid', what: `${flag} cannot be used: ${Problem.from(error).what}`});
	}
}
