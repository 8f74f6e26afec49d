import {ApiError} from './api-error.ts';
import type {User} from './people.ts';
import type {Right} from './rights.ts';

/** One authorized REST call. */
export interface Call {
	params: Record<string, string>;
	query: URLSearchParams;
	/** Top-level names in camelCase, however they came. */
	body: Record<string, unknown>;
	user: User;
	rights: ReadonlySet<Right>;
	/** Names of the roles in force for this credential. */
	roles: string[];
}

export interface Route {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	template: string;
	right: Right;
	answer: (call: Call) => unknown;
}

export function route(signature: `${Route['method']} /${string}`, right: Right, answer: Route['answer']): Route {
	const [method, template = ''] = signature.split(' ');
	return {method: method as Route['method'], template, right, answer};
}

/** A text field of the body; `''` when absent. */
export function text(body: Record<string, unknown>, name: string): string {
	const value = body[name];
	if (value === undefined || value === null) return '';
	if (typeof value !== 'string') throw new ApiError(3, `invalid value for string field ${name}`);
	return value;
}

export function texts(body: Record<string, unknown>, name: string): string[] {
	const value = body[name] ?? [];
	if (!Array.isArray(value) || value.some((entry) => typeof entry !== 'string')) {
		throw new ApiError(3, `invalid value for repeated string field ${name}`);
	}
	return value as string[];
}

/** A list of `{id}` objects, as their ids. */
export function refs(body: Record<string, unknown>, name: string): {id: string; appId?: string}[] {
	const value = body[name] ?? [];
	if (!Array.isArray(value) || value.some((entry) => typeof (entry as {id?: unknown} | null)?.id !== 'string')) {
		throw new ApiError(3, `invalid value for field ${name}`);
	}
	return value as {id: string; appId?: string}[];
}

export function record(value: unknown, name: string): Record<string, unknown> {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new ApiError(3, `invalid value for message field ${name}`);
	}
	return value as Record<string, unknown>;
}

export function time(ms: number | null): string | null {
	return ms === null ? null : new Date(ms).toISOString();
}
