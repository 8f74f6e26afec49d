import type {ConductorOneBehaviour, ConductorOneSandbox} from '../contract.ts';
import type {Intake} from './arrivals.types.ts';
import {defaultBehaviour} from './behaviour.ts';
import type {LinkListener} from './connector-link.ts';
import {grpcHandler, grpcPrefix} from './grpc.ts';
import {type Request, type Response, sendJson} from './http.ts';
import {newId} from './ids.ts';
import {openPort} from './port.ts';
import {Spool} from './spool.ts';
import {Tenant} from './tenant.ts';
import {answerToken} from './token-endpoint.ts';

export interface ConductorOneOptions {
	/** 0 or absent = any free port. */
	port?: number;
	behaviour?: Partial<ConductorOneBehaviour>;
	/** For the faults; the same seed gives the same order of them. */
	seed?: number;
}

/**
 * Starts a make-believe ConductorOne on loopback: token endpoint, connector service and REST interface on one port, in
 * plain text or with TLS. It remembers everything in memory until `close`.
 */
export async function startConductorOneSandbox(options: ConductorOneOptions = {}): Promise<ConductorOneSandbox> {
	const behaviour: ConductorOneBehaviour = structuredClone({...defaultBehaviour, ...options.behaviour});
	const tenant = new Tenant(behaviour, options.seed ?? 1);
	const spool = new Spool();
	// Loaded only when wanted: the certificate library is large.
	const certificates = behaviour.tls ? (await import('./certificates.ts')).makeCertificates(Date.now()) : null;

	const listener: LinkListener = {hello() {}, syncStarted() {}, syncEnded() {}};
	const intake: Intake = {open: () => ({sink: null, accept() {}, drop() {}})};
	const grpc = grpcHandler({tenant, spool, listener, intake});

	const handle = (request: Request, response: Response): void => {
		// A client may read the server's clock here.
		response.setHeader('date', new Date(tenant.now()).toUTCString());
		const path = new URL(request.url ?? '/', 'http://sandbox').pathname;
		if (path.startsWith(grpcPrefix)) grpc(request, response);
		else if (path === '/auth/v1/token') settle(answerToken(tenant, {}, request, response), response);
		else sendJson(response, 404, {code: 5, message: 'not found', details: []});
	};

	const port = await openPort(options.port ?? 0, certificates?.pairs[behaviour.certificate] ?? null, handle);
	if (behaviour.down) port.down(true);
	const host = `127.0.0.1:${port.port}`;
	const connectorId = newId();
	const {credential, clientSecret} = tenant.credentials.issue({
		kind: 'connector',
		ownerId: connectorId,
		host,
		now: tenant.now(),
	});

	return {
		host,
		url: `${certificates ? 'https' : 'http'}://${host}`,
		clientId: credential.clientId,
		clientSecret,
		ca: certificates?.ca ?? null,
		behave(change) {
			const {tls: _fixed, ...rest} = structuredClone(change);
			Object.assign(behaviour, rest);
			if (change.certificate && certificates) port.show(certificates.pairs[change.certificate]);
			if (change.down !== undefined) port.down(change.down);
		},
		enqueue: (spec) => tenant.link(connectorId).queue.add(spec).id,
		report: () => tenant.report(),
		async close() {
			await port.close();
			spool.close();
		},
	};
}

/** A request whose handling breaks off gets no answer any more; a defect of ours gets a 500. */
function settle(work: Promise<void>, response: Response): void {
	work.catch((error: unknown) => {
		if (response.headersSent || response.destroyed) return;
		sendJson(response, 500, {code: 13, message: error instanceof Error ? error.message : String(error), details: []});
	});
}
