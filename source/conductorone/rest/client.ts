import {appCalls} from './app-calls.ts';
import {arrivalCalls} from './arrival-calls.ts';
import {createRestCaller, type RestCaller, type RestOptions} from './caller.ts';
import {connectorCalls} from './connector-calls.ts';
import {identityCalls} from './identity-calls.ts';

/**
 * The calls of ConductorOne's REST interface that a guided set-up needs (fact sheet, sections 1.5 and 2.2 to 2.13). Reads
 * are repeated after faults, writes never blindly; lists are async iterators over all pages.
 */
export interface RestClient
	extends ReturnType<typeof identityCalls>,
		ReturnType<typeof appCalls>,
		ReturnType<typeof connectorCalls>,
		ReturnType<typeof arrivalCalls> {
	/** Tenant host. */
	readonly host: string;
	/** True when writes are only recorded. */
	readonly dry: boolean;
}

export function createRestClient(options: RestOptions): RestClient {
	return clientOf(createRestCaller(options));
}

export function clientOf(caller: RestCaller): RestClient {
	return {
		host: caller.host,
		dry: caller.dry,
		...identityCalls(caller),
		...appCalls(caller),
		...connectorCalls(caller),
		...arrivalCalls(caller),
	};
}
