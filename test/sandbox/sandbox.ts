import {type SandboxOptions as ShippedOptions, sandboxEnvironment, startBoth} from '../../source/sandbox/sandbox.ts';
import {scenarios} from '../../source/sandbox/scenarios.ts';
import type {ConductorOneBehaviour} from './conductorone/behaviour.ts';
import {type ConductorOneSandbox, startConductorOneSandbox} from './conductorone/server.ts';
import type {LitmosBehaviour} from './litmos/behaviour.ts';
import {type LitmosSandbox, startLitmosSandbox} from './litmos/server.ts';

export interface Sandbox {
	litmos: LitmosSandbox;
	conductorOne: ConductorOneSandbox;
	/** Variables that point any client at it. */
	environment: Record<string, string>;
	close(): Promise<void>;
}

export interface SandboxOptions extends ShippedOptions {
	litmos?: Partial<LitmosBehaviour>;
	conductorOne?: Partial<ConductorOneBehaviour>;
}

/** Starts both services of the sandbox so that tests can make them misbehave. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const {size, seed, litmosPort: port, conductorOnePort, scenario = 'usual'} = options;
	const both = await startBoth(
		() => startLitmosSandbox({size, seed, port, behaviour: {...scenarios[scenario], ...options.litmos}}),
		(url) => startConductorOneSandbox({litmos: {url}, seed, port: conductorOnePort, behaviour: options.conductorOne}),
	);
	const {BATON_C1_INSECURE, ...environment} = sandboxEnvironment(both.litmos, both.conductorOne);
	const isPlain = both.conductorOne.ca === null && BATON_C1_INSECURE !== undefined;
	return {...both, environment: {...environment, ...(isPlain ? {BATON_C1_INSECURE} : {})}};
}
