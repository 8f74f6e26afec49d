import {newId} from '../ids.ts';

/** gRPC codes the REST interface answers with, and the HTTP status of each (REST sheet, section 5). */
const statusOf = {3: 400, 5: 404, 6: 409, 7: 403, 8: 429, 9: 400, 13: 500, 14: 503, 16: 401} as const;
export type ApiCode = keyof typeof statusOf;

/** An error answer in the documented shape. */
export class ApiError extends Error {
	readonly code: ApiCode;

	constructor(code: ApiCode, message: string) {
		super(message);
		this.code = code;
	}

	get status(): number {
		return statusOf[this.code];
	}
}

export function notFound(what: string): ApiError {
	return new ApiError(5, `${what} not found`);
}

/** `{code, message, details}`; the request id is told in the message. */
export function errorBody(code: number, message: string): {code: number; message: string; details: unknown[]} {
	return {code, message: `${message} (request-id: ${newId()})`, details: []};
}

/** The code that goes with an HTTP status, for faults on demand. */
export function codeOfStatus(status: number): number {
	const found = Object.entries(statusOf).find(([, value]) => value === status);
	return found ? Number(found[0]) : 2;
}
