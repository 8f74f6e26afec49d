import {type SandboxOptions as ShippedOptions, sandboxEnvironment} from '../../source/sandbox/sandbox.ts';
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
	const {size, seed, litmosPort, conductorOnePort} = options;
	const litmos = await startLitmosSandbox({
		...(size === undefined ? {} : {size}),
		...(seed === undefined ? {} : {seed}),
		...(litmosPort === undefined ? {} : {port: litmosPort}),
		behaviour: {...scenarios[options.scenario ?? 'usual'], ...options.litmos},
	});
	try {
		const conductorOne = await startConductorOneSandbox({
			litmos: {url: litmos.url},
			...(seed === undefined ? {} : {seed}),
			...(conductorOnePort === undefined ? {} : {port: conductorOnePort}),
			...(options.conductorOne === undefined ? {} : {behaviour: options.conductorOne}),
		});
		const {BATON_C1_INSECURE, ...environment} = sandboxEnvironment(litmos, conductorOne);
		return {
			litmos,
			conductorOne,
			environment: {...environment, ...(conductorOne.ca === null && BATON_C1_INSECURE ? {BATON_C1_INSECURE} : {})},
			async close() {
				await Promise.all([litmos.close(), conductorOne.close()]);
			},
		};
	} catch (error) {
		await litmos.close();
		throw error;
	}
}
