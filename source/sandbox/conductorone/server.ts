import {type ConductorOneBehaviour, defaultBehaviour} from './behaviour.ts';
import {grpcHandler, grpcPrefix} from './grpc.ts';
import {type Request, type Response, sendJson} from './http.ts';
import {openPort} from './port.ts';
import {batonCatalogId} from './rest/catalog.ts';
import {RestSide} from './rest/rest.ts';
import {Spool} from './spool.ts';
import type {TaskSpec} from './tasks.ts';
import {type ConductorOneReport, Tenant} from './tenant.ts';

export interface ConductorOneSandbox {
	/** `127.0.0.1:<port>`, for BATON_C1_API_HOST. */
	readonly host: string;
	/** `http(s)://127.0.0.1:<port>` */
	readonly url: string;
	/** A connector credential that works at once. */
	readonly clientId: string;
	readonly clientSecret: string;
	/** PEM of the certificate authority when TLS is on. */
	readonly ca: string | null;
	/** A personal API key that works at once. */
	readonly personal: {clientId: string; clientSecret: string; userId: string};
	/** App and connector of the ready credential above. Reachable by id, but in no list or search. */
	readonly ready: {appId: string; connectorId: string};
	behave(change: Partial<ConductorOneBehaviour>): void;
	/** Hands a task to the ready connector, or to the one given. */
	enqueue(task: TaskSpec, connectorId?: string): string;
	/** Approves one browser sign-in by its user code, or all that wait; gives how many. */
	approve(userCode?: string): number;
	report(): ConductorOneReport;
	close(): Promise<void>;
}

export interface ConductorOneOptions {
	/** 0 or absent = any free port. */
	port?: number;
	behaviour?: Partial<ConductorOneBehaviour>;
	/** For the faults; the same seed gives the same order of them. */
	seed?: number;
	/** Where connectors that ConductorOne hosts find Litmos; without it their syncs fail. */
	litmos?: {url: string};
}

/**
 * Starts the sandbox’s ConductorOne on loopback: token endpoint, connector service and REST interface on one port, in
 * plain text or with TLS. It remembers everything in memory until `close`.
 */
export async function startConductorOneSandbox(options: ConductorOneOptions = {}): Promise<ConductorOneSandbox> {
	const behaviour: ConductorOneBehaviour = structuredClone({...defaultBehaviour, ...options.behaviour});
	const tenant = new Tenant(behaviour, options.seed ?? 1);
	const spool = new Spool();
	// Loaded only when wanted: the certificate library is large.
	const certificates = behaviour.tls ? (await import('./certificates.ts')).makeCertificates(Date.now()) : null;

	let host = '';
	const scheme = certificates ? 'https' : 'http';
	const url = () => `${scheme}://${host}`;
	const rest = new RestSide(tenant, options.litmos?.url ?? null, () => host, url);
	const grpc = grpcHandler({tenant, spool, listener: rest.listener, intake: rest.arrivals});

	const handle = (request: Request, response: Response): void => {
		// A client may read the server's clock here.
		response.setHeader('date', new Date(tenant.now()).toUTCString());
		const path = new URL(request.url ?? '/', 'http://sandbox').pathname;
		if (path.startsWith(grpcPrefix)) grpc(request, response);
		else settle(rest.handle(path, request, response), response);
	};

	const port = await openPort(options.port ?? 0, certificates?.pairs[behaviour.certificate] ?? null, handle);
	if (behaviour.down) port.down(true);
	host = `127.0.0.1:${port.port}`;
	const ready = makeReady(tenant, rest, host);

	return {
		host,
		url: url(),
		...ready,
		ca: certificates?.ca ?? null,
		behave(change) {
			const {tls: _fixed, ...rest} = structuredClone(change);
			Object.assign(behaviour, rest);
			if (change.certificate && certificates) port.show(certificates.pairs[change.certificate]);
			if (change.down !== undefined) port.down(change.down);
		},
		enqueue: (spec, connectorId = ready.ready.connectorId) => tenant.link(connectorId).queue.add(spec).id,
		approve: (userCode) => rest.device.approve(userCode),
		report: () => structuredClone({...tenant.report(), rest: rest.report()}),
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
