import {type Response, sendJson, sendText} from '../../../source/sandbox/conductorone/http.ts';
import {codeOfStatus, errorBody} from '../../../source/sandbox/conductorone/rest/api-error.ts';

export interface RestFault {
	status: number;
	times: number;
	/** Only for this method; only for paths that contain this text. Paths under `/auth` only when this says so. */
	method?: string;
	path?: string;
	/** The request is carried out first, then answered with the fault. */
	after?: boolean;
	/** For 429 and 503. */
	retryAfterSeconds?: number;
	/** An HTML page instead of JSON; with status 200 a "success" nobody can read. */
	html?: boolean;
}

/** The first fault that is due for a request; it counts down. Sign-in is spared unless the fault's path names it. */
export function takeFault(faults: RestFault[], method: string, path: string): RestFault | undefined {
	const fault = faults.find(
		(one) =>
			one.times > 0 &&
			(one.method ?? method) === method &&
			path.includes(one.path ?? '') &&
			(!path.startsWith('/auth/') || one.path?.startsWith('/auth/')),
	);
	if (fault) fault.times--;
	return fault;
}

export function sendFault(response: Response, fault: RestFault): void {
	if (fault.retryAfterSeconds !== undefined) response.setHeader('retry-after', String(fault.retryAfterSeconds));
	if (fault.html) sendText(response, fault.status, 'text/html', '<html><body>Something is in the way</body></html>');
	else sendJson(response, fault.status, errorBody(codeOfStatus(fault.status), 'fault on demand'));
}
