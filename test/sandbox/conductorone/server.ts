import {createSecureServer} from 'node:http2';
import type {Server as TlsServer} from 'node:tls';
import type {ConductorOneHooks} from '../../../source/sandbox/conductorone/hooks.ts';
import type {Response} from '../../../source/sandbox/conductorone/http.ts';
import {
	type ConductorOneSandbox as ShippedSandbox,
	startConductorOneSandbox as start,
} from '../../../source/sandbox/conductorone/server.ts';
import type {TaskSpec} from '../../../source/sandbox/conductorone/tasks.ts';
import {seededRandom} from '../random.ts';
import {type ConductorOneBehaviour, defaultBehaviour, firstTasks} from './behaviour.ts';
import {makeCertificates} from './certificates.ts';
import {uploadCheck} from './check-upload.ts';
import {LateChanges, pauseOnDrop} from './late-changes.ts';
import {type ConductorOneReport, Records} from './records.ts';
import {sendFault, takeFault} from './rest-faults.ts';
import {rpcHooks} from './rpc-faults.ts';

export interface ConductorOneSandbox extends ShippedSandbox {
	/** PEM of the certificate authority when TLS is on. */
	readonly ca: string | null;
	behave(change: Partial<ConductorOneBehaviour>): void;
	/** Hands a task to the ready connector, or to the one given. */
	enqueue(task: TaskSpec, connectorId?: string): string;
	/** Approves one browser sign-in by its user code, or all that wait; gives how many. */
	approve(userCode?: string): number;
	report(): ConductorOneReport;
}

export interface ConductorOneOptions {
	/** 0 or absent = any free port. */
	port?: number | undefined;
	behaviour?: Partial<ConductorOneBehaviour> | undefined;
	/** For the faults; the same seed gives the same order of them. */
	seed?: number | undefined;
	/** Where connectors that ConductorOne hosts find Litmos; without it their syncs fail. */
	litmos?: {url: string};
}

/** Starts the sandbox’s ConductorOne so that it can be told to misbehave, checks what it gets and reports it. */
export async function startConductorOneSandbox(options: ConductorOneOptions = {}): Promise<ConductorOneSandbox> {
	const behaviour: ConductorOneBehaviour = structuredClone({...defaultBehaviour, ...options.behaviour});
	behaviour.firstTasks = firstTasks[behaviour.firstTask];
	const records = new Records();
	const now = () => Date.now() + behaviour.clockSkewMs;
	const late = new LateChanges(behaviour, now);
	const certificates = behaviour.tls ? makeCertificates(Date.now()) : null;
	const pair = certificates?.pairs[behaviour.certificate];
	const shipped = await start({
		port: options.port,
		...(options.litmos ? {litmos: options.litmos} : {}),
		...(pair ? {serve: (handle) => createSecureServer({allowHTTP1: true, ...pair}, handle), scheme: 'https'} : {}),
		behaviour,
		hooks: hooksFor(behaviour, {records, late, now}, seededRandom(options.seed ?? 1)),
	});
	const {
		tenant,
		rest,
		port: {server, drop, port},
	} = shipped.inside;
	const issue = tenant.tokens.issue.bind(tenant.tokens);
	tenant.tokens.issue = (...token) => {
		records.tokens++;
		return issue(...token);
	};
	pauseOnDrop(shipped.inside, behaviour);
	const applyDown = () => {
		if (behaviour.down && server.listening) {
			server.close();
			drop();
		} else if (!behaviour.down && !server.listening) server.listen(port, '127.0.0.1');
	};
	applyDown();
	return {
		...shipped,
		ca: certificates?.ca ?? null,
		behave(change) {
			const {tls: _fixed, ...rest} = structuredClone(change);
			Object.assign(behaviour, rest);
			behaviour.firstTasks = firstTasks[behaviour.firstTask];
			if (change.certificate && certificates) {
				(server as TlsServer).setSecureContext(certificates.pairs[change.certificate]);
			}
			applyDown();
		},
		enqueue: (spec, connectorId = shipped.ready.connectorId) => tenant.link(connectorId).queue.add(spec).id,
		approve: (userCode) => rest.device.decide('approved', userCode),
		report() {
			late.show();
			return records.report(shipped.inside);
		},
	};
}

function hooksFor(
	behaviour: ConductorOneBehaviour,
	{records, late, now}: {records: Records; late: LateChanges; now: () => number},
	random: () => number,
): ConductorOneHooks {
	return {
		...rpcHooks(behaviour, records, random),
		now,
		later: late.later,
		async around(request, response, answer) {
			late.show();
			// A client may read the server's clock here.
			response.setHeader('date', new Date(now()).toUTCString());
			const {pathname} = new URL(request.url ?? '/', 'http://sandbox');
			const isRest = pathname.startsWith('/api/') || pathname.startsWith('/auth/');
			const fault = isRest ? takeFault(behaviour.restFaults, request.method ?? 'GET', pathname) : undefined;
			if (!fault) return answer(response);
			if (fault.after) await answer({setHeader: () => {}, end: () => {}} as unknown as Response);
			sendFault(response, fault);
		},
		handed(task) {
			// Only what was handed out for the first time: the second delivery is no new one.
			if (behaviour.duplicateDelivery <= 0 || task.duplicates > 0 || task.deliveries > 1) return;
			behaviour.duplicateDelivery--;
			task.duplicates++;
		},
		checkUpload: uploadCheck(behaviour, records),
		poll(signIn, since) {
			if (behaviour.slowDown > 0 || (behaviour.enforcePollInterval && since < signIn.intervalMs)) {
				behaviour.slowDown = Math.max(0, behaviour.slowDown - 1);
				signIn.intervalMs += 5000;
				return {error: 'slow_down', description: 'polling too fast'};
			}
			if (behaviour.deviceDenied) signIn.verdict = 'denied';
			return null;
		},
		isRevoked: (kind) => (kind === 'connector' ? behaviour.credentialRevoked : behaviour.personalKeyRevoked),
		refused: (what) => records.refused.push(what),
		called(signature) {
			records.requests[signature] = (records.requests[signature] ?? 0) + 1;
		},
	};
}
