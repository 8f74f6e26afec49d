import {request} from 'node:http';
import {
	connect,
	constants,
	type Http2ServerRequest,
	type Http2ServerResponse,
	type IncomingHttpHeaders,
} from 'node:http2';
import {buffer} from 'node:stream/consumers';
import {grpcPrefix} from '../../../source/sandbox/conductorone/grpc.ts';
import type {Request, Response} from '../../../source/sandbox/conductorone/http.ts';
import {openPort} from '../../../source/sandbox/conductorone/port.ts';
import {type HostileServer, hostile, plainValue} from './steering-services.ts';

/** Fields of ConductorOne's answers that people or servers write. */
const written = /displayname|description|message|email|detail|user_?code|title/i;

export interface HostileConductorOne extends HostileServer {
	/** Answers every call whose path matches with an error; null passes all on again. */
	refuse(pattern: RegExp | null): void;
	/** How many calls were answered with a hostile status. */
	refusals(): number;
}

/**
 * A ConductorOne in front of `target` (host:port) whose texts are hostile: REST, sign-in and the status messages of
 * gRPC, all on one port. Names in answers get the hostile text behind them.
 */
export async function hostileConductorOne(target: string): Promise<HostileConductorOne> {
	let refused: RegExp | null = null;
	let refusals = 0;
	const upstream = connect(`http://${target}`);
	upstream.on('error', () => {});

	function call(asked: Http2ServerRequest, response: Http2ServerResponse): void {
		const saying = (message: string) => {
			refusals++;
			return encodeURIComponent(`${message}${hostile}`);
		};
		if (refused?.test(asked.url)) {
			asked.resume();
			response.writeHead(200, {'content-type': 'application/grpc'});
			// 9 = FAILED_PRECONDITION: an answer that repeating does not change.
			response.addTrailers({'grpc-status': '9', 'grpc-message': saying('')});
			response.end();
			return;
		}
		const onward = upstream.request({...asked.headers, [constants.HTTP2_HEADER_AUTHORITY]: target});
		onward.on('error', () => response.stream.close());
		response.stream.on('close', () => onward.close());
		asked.pipe(onward);
		// A status stands behind the body, or in the head when there is no body.
		const pass = (given: IncomingHttpHeaders) => {
			const {'grpc-status': status, 'grpc-message': message} = given;
			if (status === undefined) return;
			const said = message === undefined || message === '' ? '' : saying(decodeURIComponent(String(message)));
			response.addTrailers({...given, 'grpc-status': String(status), 'grpc-message': said});
		};
		onward.on('response', (given) => {
			response.writeHead(200, {'content-type': 'application/grpc'});
			pass(given);
			onward.pipe(response as unknown as NodeJS.WritableStream, {end: false});
		});
		onward.on('trailers', pass);
		onward.on('end', () => response.end());
	}

	async function rest(asked: Request, response: Response): Promise<void> {
		const body = await buffer(asked);
		const send = (status: number, type: string, text: string | Buffer) => {
			response.statusCode = status;
			response.setHeader('content-type', type);
			response.end(text as string);
		};
		if (refused?.test(asked.url ?? '')) {
			refusals++;
			const error = {code: 9, message: hostile, error: hostile, error_description: hostile, details: []};
			send(400, 'application/json', JSON.stringify(error));
			return;
		}
		const [hostname, port] = target.split(':');
		const headers = {...asked.headers, host: target, 'accept-encoding': 'identity'};
		const onward = request({hostname, port, path: asked.url, method: asked.method, headers}, async (answer) => {
			const type = answer.headers['content-type'] ?? '';
			const given = await buffer(answer);
			const isJson = type.includes('json') && given.length > 0;
			send(answer.statusCode ?? 0, type, isJson ? spoiled(given.toString()) : given);
		});
		onward.end(body);
	}

	const port = await openPort(0, (asked, response) => {
		if (asked.url?.startsWith(grpcPrefix)) call(asked as Http2ServerRequest, response as Http2ServerResponse);
		else void rest(asked, response);
	});
	return {
		host: `127.0.0.1:${port.port}`,
		refuse: (pattern) => {
			refused = pattern;
		},
		refusals: () => refusals,
		close: () => {
			upstream.destroy();
			void port.close();
		},
	};
}

function spoiled(json: string): string {
	return JSON.stringify(JSON.parse(json), (name, value) =>
		typeof value === 'string' && value !== '' && written.test(name) && !plainValue.test(value)
			? `${value}${hostile}`
			: value,
	);
}
