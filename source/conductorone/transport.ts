import type {Socket} from 'node:net';
import {TLSSocket} from 'node:tls';
import type {Interceptor, Transport} from '@connectrpc/connect';
import {openSocket} from '../http/tunnel.ts';
import {Problem} from '../problem/problem.ts';
import type {ParsedCredential} from './credential.ts';
import {serviceMessages} from './tasks/messages.ts';
import type {TokenSource} from './token-source.ts';

/** Limit for opening a connection, and of one call that sets none itself. */
const timeoutMs = 30_000;

export interface TransportOptions {
	credential: ParsedCredential;
	tokens: TokenSource;
	version: string;
	/** What is to be closed together with the connection. */
	onClose?: () => void;
}

export interface ConnectorTransport {
	transport: Transport;
	/** Drops the connection; the next call opens a new one. */
	reset(): void;
	/** Closes everything that is open. */
	close(): void;
}

/**
 * gRPC over HTTP/2 to the connector service of the credential's tenant, each call carrying a fresh token
 * (Baton protocol sheet, section 1.5). The gRPC library is loaded here and only here.
 */
export async function createConnectorTransport(options: TransportOptions): Promise<ConnectorTransport> {
	const {createGrpcTransport} = await import('@connectrpc/connect-node');
	const {createHttp2Sessions} = await import('./http2-sessions.ts');
	const {credential} = options;
	const sessions = createHttp2Sessions(credential.baseUrl, () => dial(credential));
	const transport = createGrpcTransport({
		baseUrl: credential.baseUrl,
		sessionManager: sessions,
		interceptors: [authorize(options)],
		defaultTimeoutMs: timeoutMs,
		acceptCompression: [],
	});
	return {
		transport,
		reset: () => sessions.reset(),
		close() {
			sessions.reset();
			options.onClose?.();
		},
	};
}

/** One connection that is ready for HTTP/2, through the proxy if there is one. Throws Problem `network/…`. */
async function dial(credential: ParsedCredential): Promise<Socket> {
	const socket = await openSocket(credential.baseUrl, {
		alpn: ['h2'],
		timeoutMs,
		...(credential.ca === undefined ? {} : {ca: [credential.ca]}),
	});
	if (socket instanceof TLSSocket && socket.alpnProtocol !== 'h2') {
		socket.destroy();
		throw new Problem({code: 'network/proxy', ...serviceMessages.noHttp2(credential.host)});
	}
	return socket;
}

function authorize(options: TransportOptions): Interceptor {
	const userAgent = `${options.credential.clientId.name} litmos-connector/${options.version}`;
	return (next) => async (request) => {
		const authorization = await options.tokens.authorization(request.signal);
		request.header.set('authorization', authorization);
		request.header.set('user-agent', userAgent);
		// 16 = UNAUTHENTICATED: the token ended early or was withdrawn; the next call fetches a new one.
		const look = (error: unknown) => {
			if (error instanceof Error && 'code' in error && error.code === 16) options.tokens.forget(authorization);
		};
		try {
			const response = await next(request);
			// What a stream was refused for comes only where its answer is read.
			return response.stream ? {...response, message: watched(response.message, look)} : response;
		} catch (error) {
			look(error);
			throw error;
		}
	};
}

async function* watched<Message>(messages: AsyncIterable<Message>, onError: (error: unknown) => void) {
	try {
		yield* messages;
	} catch (error) {
		onError(error);
		throw error;
	}
}
