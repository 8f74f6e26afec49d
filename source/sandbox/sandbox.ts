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

/** Starts both services of the sandbox on loopback. When one cannot start, the other is stopped again. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const {size, seed, litmosPort, conductorOnePort} = options;
	const litmos = await startLitmosSandbox({
		...(size === undefined ? {} : {size}),
		...(seed === undefined ? {} : {seed}),
		...(litmosPort === undefined ? {} : {port: litmosPort}),
		behaviour: scenarios[options.scenario ?? 'usual'],
	});
	try {
		const conductorOne = await startConductorOneSandbox({
			litmos: {url: litmos.url},
			...(conductorOnePort === undefined ? {} : {port: conductorOnePort}),
		});
		return {
			litmos,
			conductorOne,
			environment: sandboxEnvironment(litmos, conductorOne),
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
