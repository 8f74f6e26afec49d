import {type ConductorOneBehaviour, usualBehaviour} from './behaviour.ts';
import {grpcHandler, grpcPrefix} from './grpc.ts';
import type {ConductorOneHooks} from './hooks.ts';
import {type Request, type Response, sendJson} from './http.ts';
import {openPort, type Port} from './port.ts';
import {batonCatalogId} from './rest/catalog.ts';
import {RestSide} from './rest/rest.ts';
import {Spool} from './spool.ts';
import {Tenant} from './tenant.ts';

export interface ConductorOneSandbox {
	/** `127.0.0.1:<port>`, for BATON_C1_API_HOST. */
	readonly host: string;
	/** `http(s)://127.0.0.1:<port>` */
	readonly url: string;
	/** A connector credential that works at once. */
	readonly clientId: string;
	readonly clientSecret: string;
	/** A personal API key that works at once. */
	readonly personal: {clientId: string; clientSecret: string; userId: string};
	/** App and connector of the ready credential above. Reachable by id, but in no list or search. */
	readonly ready: {appId: string; connectorId: string};
	/** How many uploaded syncs were accepted. */
	syncs(): number;
	close(): Promise<void>;
}

export interface ConductorOneOptions {
	/** 0 or absent = any free port. */
	port?: number | undefined;
	/** Where connectors that ConductorOne hosts find Litmos; without it their syncs fail. */
	litmos?: {url: string};
	/** Default: as usual. Read again whenever it matters. */
	behaviour?: ConductorOneBehaviour;
	hooks?: ConductorOneHooks;
	/** How the port is served, and the scheme of addresses that answers name. Default: plain text. */
	serve?: Parameters<typeof openPort>[2];
	scheme?: 'http' | 'https';
}

/** What tests look into. */
export interface ConductorOneInside {
	tenant: Tenant;
	rest: RestSide;
	port: Port;
}

/**
 * Starts the sandbox’s ConductorOne on loopback: token endpoint, connector service and REST interface on one port. It
 * remembers everything in memory until `close`.
 */
export async function startConductorOneSandbox(
	options: ConductorOneOptions = {},
): Promise<ConductorOneSandbox & {inside: ConductorOneInside}> {
	const {hooks = {}, behaviour = usualBehaviour, scheme = 'http'} = options;
	const tenant = new Tenant(behaviour, hooks);
	const spool = new Spool();
	let host = '';
	const rest = new RestSide(
		tenant,
		options.litmos?.url ?? null,
		() => host,
		() => `${scheme}://${host}`,
	);
	const grpc = grpcHandler({tenant, spool, listener: rest.sync, intake: rest.arrivals});

	const answer =
		(request: Request) =>
		async (response: Response): Promise<void> => {
			const path = new URL(request.url ?? '/', 'http://sandbox').pathname;
			if (path.startsWith(grpcPrefix)) grpc(request, response);
			else await rest.handle(path, request, response);
		};
	const handle = (request: Request, response: Response): void => {
		settle(hooks.around?.(request, response, answer(request)) ?? answer(request)(response), response);
	};
	const port = await openPort(options.port ?? 0, handle, options.serve);
	host = `127.0.0.1:${port.port}`;
	return {
		host,
		url: `${scheme}://${host}`,
		...makeReady(tenant, rest, host),
		syncs: () => tenant.syncs,
		inside: {tenant, rest, port},
		async close() {
			await port.close();
			await rest.close();
			spool.close();
		},
	};
}

/** The credential and the personal key that work at once, and the app behind the credential. */
function makeReady(tenant: Tenant, {state}: RestSide, host: string) {
	const app = state.createApp({displayName: 'Ready-made Litmos', hidden: true});
	const connector = state.createConnector({
		appId: app.id,
		catalogId: batonCatalogId,
		displayName: 'Baton',
		description: '',
		ownerIds: [state.me.id],
		config: null,
	});
	const now = tenant.now();
	const own = tenant.credentials.issue({kind: 'connector', ownerId: connector.id, host, now});
	const key = tenant.credentials.issue({kind: 'personal', ownerId: state.me.id, host, now, displayName: 'Ready key'});
	return {
		clientId: own.credential.clientId,
		clientSecret: own.clientSecret,
		personal: {clientId: key.credential.clientId, clientSecret: key.clientSecret, userId: state.me.id},
		ready: {appId: app.id, connectorId: connector.id},
	};
}

/** A request whose handling breaks off gets no answer any more; a defect of ours gets a 500. */
function settle(work: Promise<void>, response: Response): void {
	work.catch((error: unknown) => {
		if (response.headersSent || response.destroyed) return;
		sendJson(response, 500, {code: 13, message: error instanceof Error ? error.message : String(error), details: []});
	});
}
