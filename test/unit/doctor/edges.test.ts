import {chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished, vi} from 'vitest';
import {realComputer} from '../../../source/doctor/local-services.ts';
import {certificateOf} from '../../../source/http/certificate.ts';
import {createLitmosClient} from '../../../source/litmos/litmos-client.ts';
import {lookAtAllowance, openSharedAllowance} from '../../../source/litmos/shared-allowance.ts';
import {findPods} from '../../../source/setup/conductorone/kubectl.ts';
import {lockFile, lookAtLock} from '../../../source/sync/lock.ts';
import {authority, certificate, expiredCertificate, privateKey} from '../http/certificates.ts';
import {closedPort, serve} from '../http/servers.ts';

const {signal} = new AbortController();

function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
	onTestFinished(() => rmSync(folder, {recursive: true}));
	return folder;
}

describe('what a certificate says', () => {
	const shown = async (cert: string, ca: readonly string[] = []) => {
		const server = await serve((_, response) => response.end(), {key: privateKey, cert});
		onTestFinished(() => server.close());
		return certificateOf(`https://localhost:${server.port}`, {signal, ca});
	};

	it('is told with its issuer, trusted or not', async () => {
		expect(await shown(certificate, [authority])).toMatchObject({issuer: 'Test authority', distrust: null});
		expect(await shown(certificate)).toMatchObject({distrust: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'});
		const expired = await shown(expiredCertificate, [authority]);
		expect(expired).toMatchObject({distrust: 'CERT_HAS_EXPIRED', validTo: '2020-02-01T00:00:00.000Z'});
	});

	it('is nothing for plain http, and a problem in words where nobody answers', async () => {
		expect(await certificateOf('http://127.0.0.1:1', {signal})).toBeNull();
		const port = await closedPort();
		await expect(certificateOf(`https://127.0.0.1:${port}`, {signal})).rejects.toMatchObject({
			code: 'network/unreachable',
		});
	});
});

it('the allowance in use is what programs on this computer counted with that key', () => {
	const folder = temporaryFolder();
	const key = {folder, baseUrl: 'https://api.litmos.com', apiKey: 'one', windowMs: 60_000};
	expect(lookAtAllowance(key)).toBeNull();
	expect(existsSync(join(folder, 'requests.db'))).toBe(false);
	const shared = openSharedAllowance({...key, onUnshared: () => {}});
	onTestFinished(() => shared.close());
	shared.take(() => true);
	shared.take(() => true);
	expect(lookAtAllowance(key)).toEqual({used: 2, heldUntil: null});
	const until = Date.now() + 90_000;
	shared.hold({until, status: 503});
	expect(lookAtAllowance(key)).toEqual({used: 2, heldUntil: until});
	expect(lookAtAllowance({...key, apiKey: 'other'})).toEqual({used: 0, heldUntil: null});
});

it('a lock is looked at without being touched', () => {
	const path = join(temporaryFolder(), 'tenant.sync');
	expect(lookAtLock(`${path}.lock`)).toBeNull();
	const unlock = lockFile(path);
	expect(lookAtLock(`${path}.lock`)).toMatchObject({isStale: false, owner: {pid: process.pid}});
	unlock();
	writeFileSync(`${path}.lock`, JSON.stringify({pid: 1, host: 'another-computer', started: 1}));
	const longAgo = new Date(Date.now() - 3_600_000);
	utimesSync(`${path}.lock`, longAgo, longAgo);
	expect(lookAtLock(`${path}.lock`)).toMatchObject({isStale: true, owner: {pid: 1, host: 'another-computer'}});
	expect(existsSync(`${path}.lock`)).toBe(true);
});

it('this computer: a folder that cannot be written, its locks, and one that is still to be made', () => {
	const folder = temporaryFolder();
	const state = join(folder, 'state');
	expect(realComputer(state).stateFolder()).toEqual({
		path: state,
		exists: false,
		problem: undefined,
		notice: undefined,
	});
	expect(realComputer(state).locks()).toEqual([]);
	expect(existsSync(state)).toBe(false);
	mkdirSync(join(state, 'syncs'), {recursive: true});
	const unlock = lockFile(join(state, 'syncs', 'tenant.sync'));
	onTestFinished(unlock);
	expect(realComputer(state).locks()).toMatchObject([{isStale: false}]);
	expect(realComputer(state).freeSpace()).toBeGreaterThan(0);
	writeFileSync(join(folder, 'file'), '');
	expect(realComputer(join(folder, 'file')).stateFolder().problem?.code).toBe('disk/denied');
});

describe('whether Litmos answers date ranges', () => {
	const asked = async (status: number, body: string) => {
		let url = '';
		const server = await serve((request, response) => {
			url = request.url ?? '';
			response.writeHead(status, {'content-type': 'application/xml'}).end(body);
		});
		const target = {baseUrl: `http://127.0.0.1:${server.port}`, source: 'acme', apiKey: 'k', minuteMs: 600};
		const client = createLitmosClient(target);
		onTestFinished(async () => {
			client.close?.();
			await server.close();
		});
		const takes = await client.takesDateRanges?.({signal});
		return {takes, query: new URL(url, 'http://x').searchParams};
	};

	it('asks for one row, between two times in the documented form', async () => {
		const {takes, query} = await asked(200, '<TeamUsers><TeamUser><Id>a</Id></TeamUser></TeamUsers>');
		expect(takes).toBe(true);
		expect(query.get('limit')).toBe('1');
		for (const name of ['since', 'to']) expect(query.get(name)).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
	});

	it.each([404, 406, 403])('a refusal (%i) is a no', async (status) => {
		expect((await asked(status, '')).takes).toBe(false);
	});
});

it('pods are read from kubectl, with the reason why one waits', async () => {
	const folder = temporaryFolder();
	const pod = {
		metadata: {name: 'baton-litmos-1'},
		spec: {containers: [{image: 'baton:1'}]},
		status: {
			phase: 'Pending',
			containerStatuses: [{ready: false, restartCount: 2, state: {waiting: {reason: 'ErrImagePull'}}}],
		},
	};
	const answer = join(folder, 'pods.json');
	writeFileSync(answer, JSON.stringify({items: [pod, {...pod, metadata: {name: 'new'}, status: {}}]}));
	writeFileSync(join(folder, 'kubectl'), `#!/bin/sh\necho "$@" > ${folder}/asked\ncat ${answer}\n`);
	chmodSync(join(folder, 'kubectl'), 0o755);
	vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
	onTestFinished(() => void vi.unstubAllEnvs());
	const place = {context: 'lab', namespace: undefined, name: 'baton-litmos'};
	expect(await findPods(place, signal)).toEqual([
		{name: 'baton-litmos-1', phase: 'Pending', image: 'baton:1', isReady: false, restarts: 2, waiting: 'ErrImagePull'},
		{name: 'new', phase: '', image: 'baton:1', isReady: false, restarts: 0, waiting: null},
	]);
	writeFileSync(answer, 'no JSON');
	await expect(findPods(place, signal)).rejects.toMatchObject({exit: 1});
});
