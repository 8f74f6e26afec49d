import {Problem} from '../problem/problem.ts';
import {connectorMessages, type probeTitles} from './messages.ts';
import {type Finding, failed, ok, once, type Probe, probe, skipped, unlessLocked, warning} from './probe.ts';
import type {ConductorOneServices, ConnectorLook} from './services.ts';

const day = 86_400_000;
/** A sign-in that ends within so many days is told. */
const soon = 7;
/** ConductorOne asks a connector for data at least once a day. */
const oldSync = 2 * day;

/** What ConductorOne says of whoever is signed in, of the connector's credential, and of the connector. */
export function conductorOneProbes(services: ConductorOneServices): Probe[] {
	const way = ['c1-connection', 'c1-tls'];
	const look = once((signal: AbortSignal) => services.connector(signal));
	const ofConnector = (id: keyof typeof probeTitles, say: (found: ConnectorLook) => Finding): Probe =>
		probe(id, ['c1-sign-in'], async (signal) => {
			const found = await look(signal);
			return found === null ? skipped(connectorMessages.noConnector) : say(found);
		});
	return [
		probe('c1-sign-in', way, (signal) => signInFinding(services, signal)),
		probe('c1-credential', way, async (signal) => {
			const found = await unlessLocked(services.checkCredential(signal));
			if (found instanceof Problem) return skipped(found.what, found.next);
			return found === null
				? skipped(connectorMessages.noCredential)
				: ok(connectorMessages.credential(found.host), {host: found.host});
		}),
		ofConnector('c1-connector', stateFinding),
		ofConnector('c1-credential-age', (found) => credentialFinding(found, services.now())),
		ofConnector('c1-last-sync', (found) => lastSyncFinding(found, services.now())),
	];
}

async function signInFinding(services: ConductorOneServices, signal: AbortSignal): Promise<Finding> {
	const known = services.expiresAt();
	// Known without asking: what ConductorOne says to an expired key could mean anything.
	if (known !== undefined && Date.parse(known) <= services.now()) {
		return failed(new Problem({code: 'c1/credential-refused', ...connectorMessages.expired(known.slice(0, 10))}), {
			expiresAt: known,
		});
	}
	const found = await unlessLocked(services.signIn(signal));
	if (found instanceof Problem) return skipped(found.what, found.next);
	if (found === null) return skipped(connectorMessages.notSignedIn, [connectorMessages.signIn]);
	const {host, roles, expiresAt} = found;
	const facts = {host, roles: roles.join(' '), expiresAt: expiresAt ?? null};
	if (expiresAt !== undefined && Date.parse(expiresAt) - services.now() < soon * day) {
		return warning(connectorMessages.expiresSoon(expiresAt.slice(0, 10)), [connectorMessages.signIn], facts);
	}
	return ok(connectorMessages.signedIn(host, roles), facts);
}

function stateFinding({state: {word, detail, dropGuard}}: ConnectorLook): Finding {
	const facts = {state: word};
	const withDetail = (finding: Finding) => (detail === '' ? finding : {...finding, more: detail});
	switch (word) {
		case 'Paused': {
			// The exit code is that of `status`.
			const problem = new Problem({
				code: dropGuard ? 'push/drop-guard' : 'c1/no-task',
				...(dropGuard ? connectorMessages.dropGuard : connectorMessages.paused),
				exit: 5,
			});
			return withDetail(failed(problem, facts));
		}
		case 'Error':
			return withDetail(failed(new Problem({code: 'c1/upload-refused', ...connectorMessages.error}), facts));
		case 'Not connected':
			return warning(connectorMessages.neverConnected, [connectorMessages.startIt], facts);
		default:
			return ok(connectorMessages.state(word), facts);
	}
}

function credentialFinding({credential}: ConnectorLook, now: number): Finding {
	if (credential === null) return skipped(connectorMessages.unknownCredential);
	if (credential === undefined)
		return failed(new Problem({code: 'c1/credential-refused', ...connectorMessages.credentialGone}));
	const {createdAt, expiresAt, lastUsedAt} = credential;
	const facts = {createdAt, expiresAt, lastUsedAt};
	if (expiresAt !== null && Date.parse(expiresAt) <= now) {
		return failed(
			new Problem({code: 'c1/credential-refused', ...connectorMessages.credentialExpired(expiresAt.slice(0, 10))}),
			facts,
		);
	}
	const since = (at: string | null) => (at === null ? null : Math.max(0, now - Date.parse(at)));
	return ok(connectorMessages.credentialAge(since(createdAt), since(lastUsedAt)), facts);
}

function lastSyncFinding({state: {word, completedAt}}: ConnectorLook, now: number): Finding {
	const facts = {completedAt};
	if (completedAt === null) return warning(connectorMessages.noSync, [connectorMessages.startIt], facts);
	const since = Math.max(0, now - Date.parse(completedAt));
	if (word === 'Error') return warning(connectorMessages.failedSync(since), [connectorMessages.oldSync], facts);
	return since > oldSync
		? warning(connectorMessages.lastSync(since), [connectorMessages.oldSync], facts)
		: ok(connectorMessages.lastSync(since), facts);
}
