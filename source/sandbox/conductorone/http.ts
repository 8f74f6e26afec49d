import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Http2ServerRequest, Http2ServerResponse} from 'node:http2';

/** A request as HTTP/1.1 or HTTP/2 brings it; both have the same surface for our purposes. */
export type Request = IncomingMessage | Http2ServerRequest;
export type Response = ServerResponse | Http2ServerResponse;

/** An OAuth error answer (RFC 6749, section 5.2): 401 for `invalid_client`, 400 for all else. */
export interface OAuthError {
	error: string;
	description: string;
}

/** Sends JSON and ends the answer. */
export function sendJson(
	response: Response,
	status: number,
	body: unknown,
	headers: Record<string, string> = {},
): void {
	for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
	sendText(response, status, 'application/json', JSON.stringify(body));
}

/** Sends a text and ends the answer. */
export function sendText(response: Response, status: number, contentType: string, text: string): void {
	response.setHeader('content-type', contentType);
	response.statusCode = status;
	// The two kinds of response declare `end` differently, with this form in common.
	(response as ServerResponse).end(text);
}

/** The whole body as text; null when it is longer than `most` bytes. */
export async function readText(request: Request, most = 1_048_576): Promise<string | null> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		length += chunk.length;
		if (length > most) return null;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString('utf8');
}

/** One header as text. */
export function header(request: Request, name: string): string | undefined {
	const value = request.headers[name];
	return Array.isArray(value) ? value[0] : value;
}
