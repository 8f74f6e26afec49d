import {type ConductorOneSandbox, startConductorOneSandbox} from './conductorone/server.ts';
import type {DatasetSize, SizeName} from './litmos/dataset.ts';
import {type LitmosSandbox, startLitmosSandbox} from './litmos/server.ts';
import {type ScenarioName, scenarios} from './scenarios.ts';

export interface Sandbox {
	litmos: LitmosSandbox;
	conductorOne: ConductorOneSandbox;
	/** Variables that point any client at it (BATON_SOURCE, BATON_API_KEY, LITMOS_BASE_URL, BATON_CLIENT_ID, …). */
	environment: Record<string, string>;
	close(): Promise<void>;
}

export interface SandboxOptions {
	/** How Litmos behaves, by name. Default `usual`. */
	scenario?: ScenarioName;
	size?: SizeName | DatasetSize;
	seed?: number;
	litmosPort?: number;
	conductorOnePort?: number;
}

/** Starts the sandbox that ships. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const {size, seed, litmosPort: port, conductorOnePort, scenario = 'usual'} = options;
	const both = await startBoth(
		() => startLitmosSandbox({size, seed, port, behaviour: scenarios[scenario]}),
		(url) => startConductorOneSandbox({litmos: {url}, port: conductorOnePort}),
	);
	return {...both, environment: sandboxEnvironment(both.litmos, both.conductorOne)};
}

/** Starts both services on loopback. When one cannot start, the other is stopped again. */
export async function startBoth<L extends LitmosSandbox, C extends ConductorOneSandbox>(
	startLitmos: () => Promise<L>,
	startConductorOne: (litmosUrl: string) => Promise<C>,
): Promise<{litmos: L; conductorOne: C; close(): Promise<void>}> {
	const litmos = await startLitmos();
	try {
		const conductorOne = await startConductorOne(litmos.url);
		return {
			litmos,
			conductorOne,
			async close() {
				await Promise.all([litmos.close(), conductorOne.close()]);
			},
		};
	} catch (error) {
		await litmos.close();
		throw error;
	}
}

/** Variables that point any client at the two services. */
export function sandboxEnvironment(litmos: LitmosSandbox, conductorOne: ConductorOneSandbox): Record<string, string> {
	return {
		BATON_SOURCE: litmos.source,
		BATON_API_KEY: litmos.apiKey,
		BATON_LITMOS_BASE_URL: litmos.url,
		// Newer releases of ConductorOne's own Litmos connector read this one; both append /v1.svc themselves.
		LITMOS_BASE_URL: litmos.url,
		BATON_CLIENT_ID: conductorOne.clientId,
		BATON_CLIENT_SECRET: conductorOne.clientSecret,
		CONDUCTORONE_CLIENT_ID: conductorOne.personal.clientId,
		CONDUCTORONE_CLIENT_SECRET: conductorOne.personal.clientSecret,
		BATON_C1_API_HOST: conductorOne.host,
		BATON_C1_INSECURE: 'true',
	};
}
