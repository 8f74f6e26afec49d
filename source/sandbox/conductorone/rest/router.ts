import {header, type Request, type Response, readText, sendJson} from '../http.ts';
import type {Tenant} from '../tenant.ts';
import type {AccessToken} from '../tokens.ts';
import {ApiError, errorBody} from './api-error.ts';
import type {Call, Route} from './call.ts';
import {roleId} from './identity.ts';
import {browserRights, type Right, rightsOf, roleNames, type TenantRole} from './rights.ts';
import type {TenantState} from './state.ts';

const allRoles = Object.keys(roleNames) as TenantRole[];
const id = /^[a-zA-Z0-9]{27}$/;

/** Finds the route of a REST call, checks who calls, and answers: JSON, or an error in the documented shape. */
export class Router {
	readonly #tenant: Tenant;
	readonly #state: TenantState;
	readonly #routes: {route: Route; parts: string[]}[];

	constructor(tenant: Tenant, state: TenantState, routes: readonly Route[]) {
		this.#tenant = tenant;
		this.#state = state;
		this.#routes = routes.map((route) => ({route, parts: route.template.split('/')}));
	}

	async answer(request: Request, response: Response): Promise<void> {
		const url = new URL(request.url ?? '/', 'http://sandbox');
		if (url.pathname.includes('//')) {
			// As the real one: an empty segment leads to the collection.
			sendJson(response, 301, {}, {location: url.pathname.replace(/\/{2,}.*/, '') || '/'});
			return;
		}
		const method = request.method ?? 'GET';
		try {
			sendJson(response, 200, await this.#perform(method, url, request));
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			sendJson(response, error.status, errorBody(error.code, error.message));
		}
	}

	async #perform(method: string, url: URL, request: Request): Promise<unknown> {
		const token = this.#tenant.bearer(header(request, 'authorization'));
		if (typeof token === 'string') throw new ApiError(16, token);
		const found = this.#find(method, url.pathname);
		if (!found) throw new ApiError(5, 'not found');
		const {route, params} = found;
		this.#tenant.hooks.called?.(`${route.method} ${route.template}`);
		const body = await readBody(request);
		const {rights, roles} = this.#rights(token);
		if (!rights.has(route.right)) throw new ApiError(7, 'permission denied');
		for (const [name, value] of Object.entries(params)) {
			// The slug of a role is the one part of a path that is no id.
			if (name !== 'role_slug' && !id.test(value))
				throw new ApiError(3, `invalid ${name}: value does not match regex pattern "${id.source}"`);
		}
		const user = this.#state.user(token.userId ?? '');
		if (!user) throw new ApiError(7, 'permission denied');
		const call: Call = {params, query: url.searchParams, body, user, rights, roles};
		return route.answer(call);
	}

	/** A key narrowed to roles has those its owner has as well (REST sheet, section 1.5). */
	#rights(token: AccessToken): {rights: ReadonlySet<Right>; roles: string[]} {
		if (!token.credential) return {rights: browserRights, roles: []};
		if (token.credential.kind !== 'personal') return {rights: new Set(), roles: []};
		const {role} = this.#tenant.behaviour;
		const scope = token.credential.scopedRoles;
		// A super administrator has all other roles as well.
		const held = role === 'super-admin' ? allRoles : [role];
		const effective = scope.length === 0 ? [role] : held.filter((one) => scope.includes(roleId(roleNames[one].name)));
		return {
			rights: new Set(effective.flatMap((one) => [...rightsOf[one]])),
			roles: effective.map((one) => roleNames[one].name),
		};
	}

	#find(method: string, path: string): {route: Route; params: Record<string, string>} | null {
		const segments = path.split('/');
		for (const {route, parts} of this.#routes) {
			if (route.method !== method || parts.length !== segments.length) continue;
			const params: Record<string, string> = {};
			const fits = parts.every((part, at) => {
				const segment = segments[at] ?? '';
				if (!part.startsWith('{')) return part === segment;
				params[part.slice(1, -1)] = decodeURIComponent(segment);
				return true;
			});
			if (fits) return {route, params};
		}
		return null;
	}
}

/** JSON only; top-level names may come in snake_case, as protobuf-JSON allows. */
async function readBody(request: Request): Promise<Record<string, unknown>> {
	const text = await readText(request);
	if (text === null) throw new ApiError(8, 'the body is too long');
	if (text === '') return {};
	if (!/^application\/json\b/i.test(header(request, 'content-type') ?? '')) {
		throw new ApiError(3, 'content-type must be application/json');
	}
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw new ApiError(3, 'the body is not JSON');
	}
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new ApiError(3, 'the body must be a JSON object');
	}
	return Object.fromEntries(Object.entries(value).map(([name, entry]) => [camelCase(name), entry]));
}

function camelCase(name: string): string {
	return name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
