import type {IncomingHttpHeaders} from 'node:http';
import {htmlPage} from './wire.ts';

export interface Incoming {
	method: string;
	/** Path and query as sent. */
	target: string;
	headers: IncomingHttpHeaders;
	/** Null when it was too long to keep. */
	body: string | null;
}

/** An answer to be sent as it is. */
export interface Whole {
	kind: 'whole';
	status: number;
	reason: string;
	headers: Record<string, string>;
	body: string;
	/** To be called once the whole answer is on its way; not when the client has gone before. */
	delivered?: () => void;
}

/** `cut`: half of the body, then the connection ends. `silence`: no answer at all. */
export type Reply = Whole | (Omit<Whole, 'kind' | 'delivered'> & {kind: 'cut'}) | {kind: 'reset'} | {kind: 'silence'};

export const reasons: Record<number, string> = {
	200: 'OK',
	201: 'Created',
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	405: 'Method Not Allowed',
	411: 'Length Required',
	413: 'Request Entity Too Large',
	429: 'Too Many Requests',
	500: 'Internal Server Error',
	503: 'Service Unavailable',
	504: 'Gateway Timeout',
};

/** A page of the web server in front. */
export function page(status: number, content: string): Whole {
	const reason = reasons[status] ?? '';
	const headers = {'Content-Type': 'text/html; charset=utf-8'};
	return {kind: 'whole', status, reason, headers, body: htmlPage(`${status} ${reason}`.trim(), content)};
}

/** A status without a body. */
export function bare(status: number): Whole {
	return {kind: 'whole', status, reason: reasons[status] ?? '', headers: {}, body: ''};
}
