import {createHash, createPrivateKey, randomBytes, sign} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {constants, zstdCompressSync, zstdDecompressSync} from 'node:zlib';
import {create, type MessageInitShape} from '@bufbuild/protobuf';
import {type Client, createClient, type Interceptor} from '@connectrpc/connect';
import {createGrpcTransport} from '@connectrpc/connect-node';
import {
	BatonService,
	type BatonServiceHelloRequestSchema,
	BatonServiceUploadAssetRequestSchema,
} from '../../../source/proto/gen/c1/connectorapi/baton/v1/baton_pb.js';

export interface Login {
	url: string;
	clientId: string;
	clientSecret: string;
}

export interface AssertionChange {
	header?: Record<string, unknown>;
	claims?: Record<string, unknown>;
	/** Signs with this secret's key instead. */
	secret?: string;
}

/** A signed assertion as the protocol sheet (section 1.2) has it, with single parts changed. */
export function assertion({clientId, clientSecret}: Login, change: AssertionChange = {}): string {
	const secret = change.secret ?? clientSecret;
	const jwk = JSON.parse(Buffer.from(secret.split(':')[3] ?? '', 'base64url').toString());
	const now = Math.floor(Date.now() / 1000);
	const header = {alg: 'EdDSA', nonce: randomBytes(16).toString('hex'), ...change.header};
	const claims = {
		iss: clientId,
		sub: clientId,
		aud: '127.0.0.1',
		iat: now,
		nbf: now - 120,
		exp: now + 120,
		...change.claims,
	};
	const signed = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
	const signature = sign(null, Buffer.from(signed), createPrivateKey({key: jwk, format: 'jwk'}));
	return `${signed}.${signature.toString('base64url')}`;
}

export function postForm(url: string, form: Record<string, string>): Promise<Response> {
	return fetch(url, {method: 'POST', body: new URLSearchParams(form)});
}

export function postAssertion(login: Login, jwt: string): Promise<Response> {
	return postForm(`${login.url}/auth/v1/token`, {
		grant_type: 'client_credentials',
		client_id: login.clientId,
		client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
		client_assertion: jwt,
	});
}

export async function token(login: Login): Promise<string> {
	const response = await postAssertion(login, assertion(login));
	if (response.status !== 200) throw new Error(await response.text());
	return ((await response.json()) as {access_token: string}).access_token;
}

export function connect(url: string, bearer: string | null, ca?: string): Client<typeof BatonService> {
	const addToken: Interceptor = (next) => (call) => {
		if (bearer !== null) call.header.set('authorization', `Bearer ${bearer}`);
		return next(call);
	};
	const transport = createGrpcTransport({
		baseUrl: url,
		interceptors: [addToken],
		...(ca ? {nodeOptions: {ca}} : {}),
	});
	return createClient(BatonService, transport);
}

/** A connected, greeted connector. */
export async function connector(sandbox: Login, hostId = 'host-1') {
	const client = connect(sandbox.url, await token(sandbox));
	await client.hello(hello({hostId}));
	return client;
}

const osInfo = {
	hostname: 'h',
	os: 'linux',
	platform: 'linux',
	platformVersion: '1',
	platformFamily: 'linux',
	kernelVersion: '1',
	kernelArch: 'x64',
	virtualizationSystem: 'none',
};

export type HelloRequest = MessageInitShape<typeof BatonServiceHelloRequestSchema>;

/** A start-up Hello, with single fields changed; a field set to `undefined` is left out. */
export function hello(change: {[Field in keyof HelloRequest]?: HelloRequest[Field] | undefined} = {}): HelloRequest {
	return {
		hostId: 'host-1',
		buildInfo: {langVersion: 'node', package: 'test', packageVersion: '0.0.0'},
		osInfo,
		connectorMetadata: {displayName: 'Litmos'},
		...change,
	} as HelloRequest;
}

export type UploadMessage = MessageInitShape<typeof BatonServiceUploadAssetRequestSchema>['msg'];

export async function* messages(...parts: UploadMessage[]) {
	for (const msg of parts) yield create(BatonServiceUploadAssetRequestSchema, {msg: msg as never});
}

/** The messages of a well-formed upload of these bytes. */
export function upload(bytes: Uint8Array, taskId: string, hostId = 'host-1') {
	const parts: UploadMessage[] = [{case: 'metadata', value: {hostId, taskId}}];
	for (let at = 0; at < bytes.length; at += 524_288) {
		parts.push({case: 'data', value: {data: bytes.subarray(at, at + 524_288)}});
	}
	parts.push({case: 'eof', value: {sha256Checksum: createHash('sha256').update(bytes).digest()}});
	return messages(...parts);
}

export function golden(name: 'all-courses' | 'one-course'): Promise<Buffer> {
	return readFile(new URL(`../../golden/expected/${name}.c1z`, import.meta.url));
}

/** A c1z after some SQL on its database. */
export function altered(file: Buffer, change: string | ((database: DatabaseSync) => void)): Buffer {
	const folder = mkdtempSync(join(tmpdir(), 'altered-'));
	try {
		const path = join(folder, 'database');
		writeFileSync(path, zstdDecompressSync(file.subarray(5)));
		const database = new DatabaseSync(path);
		if (typeof change === 'string') database.exec(change);
		else change(database);
		database.close();
		return sealed(readFileSync(path));
	} finally {
		rmSync(folder, {recursive: true});
	}
}

/** A database in the envelope of a v1 c1z. */
export function sealed(bytes: Buffer): Buffer {
	const params = {[constants.ZSTD_c_contentSizeFlag]: 1};
	return Buffer.concat([Buffer.from('C1ZF\0'), zstdCompressSync(bytes, {params, pledgedSrcSize: bytes.length})]);
}
