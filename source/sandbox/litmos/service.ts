import type {LitmosBehaviour} from './behaviour.ts';
import type {Dataset} from './dataset.ts';
import {drawFault, faulty} from './faults.ts';
import {randomStream} from './hash.ts';
import {Limiter} from './limiter.ts';
import {oddRows} from './oddities.ts';
import {Records} from './records.ts';
import {bare, type Incoming, page, type Reply, reasons, type Whole} from './reply.ts';
import {type LitmosRequest, parameter, pathSegments, Refusal} from './request.ts';
import {type Answer, type LitmosHooks, type Route, Router} from './route.ts';
import {accountRoutes} from './routes-accounts.ts';
import {achievementRoutes} from './routes-achievements.ts';
import {changeRoutes} from './routes-changes.ts';
import {courseRoutes, learningPathRoutes} from './routes-courses.ts';
import {teamRoutes} from './routes-teams.ts';
import {Tenant} from './tenant.ts';
import {errorBody, escapeXml, jsonCollection, jsonList, jsonSingle, xmlCollection, xmlList, xmlSingle} from './wire.ts';

const router = new Router([
	...accountRoutes,
	...teamRoutes,
	...courseRoutes,
	...learningPathRoutes,
	...achievementRoutes,
	...changeRoutes,
]);

/** Answers requests, without knowing of sockets. */
export class LitmosService {
	readonly tenant: Tenant;
	/** How many requests came. */
	requests = 0;
	readonly #behaviour: LitmosBehaviour;
	readonly #hooks: LitmosHooks;
	readonly #apiKey: string;
	readonly #now: () => number;
	readonly #records: Records;
	readonly #limiter: Limiter;
	readonly #random: () => number;

	/** @param behaviour Read again for each request, so its owner may change it. */
	constructor(data: Dataset, apiKey: string, behaviour: LitmosBehaviour, now: () => number, hooks: LitmosHooks = {}) {
		this.#behaviour = behaviour;
		this.#hooks = hooks;
		this.#apiKey = apiKey;
		this.#now = now;
		this.tenant = new Tenant(data);
		this.#records = new Records(this.tenant);
		this.#limiter = new Limiter(now);
		this.#random = randomStream(data.seed);
	}

	get latencyMs(): number {
		return this.#behaviour.latencyMs;
	}

	reply(incoming: Incoming): Reply {
		this.requests++;
		const url = new URL(incoming.target, 'http://localhost');
		const segments = pathSegments(url.pathname);
		const match = segments === null ? null : router.find(incoming.method, segments);
		const request = litmosRequest(incoming, url, segments ?? []);
		const answer = (): Whole => {
			if (incoming.body === null) return page(413, 'The body is too long.');
			if (match === 'method') return page(405, 'Method not allowed.');
			if (match === null) return page(404, 'Endpoint not found.');
			if (lacksLength(incoming)) return page(411, 'A request of this method needs a length.');
			return this.#handle(match.route, match.ids, request);
		};
		const steps = {
			admit: () => this.#admit(incoming, url),
			answer: () => {
				const fault = drawFault(this.#behaviour.faults, this.#random);
				return fault === null ? answer() : faulty(fault, answer);
			},
		};
		const route = match === null || match === 'method' ? null : match.route;
		return this.#hooks.around?.(incoming, route, steps) ?? steps.admit() ?? steps.answer();
	}

	/** Key, source, then the limiter, as a gateway in front would. */
	#admit({headers}: Incoming, url: URL): Reply | null {
		const key = headers.apikey ?? parameter(url.searchParams, 'apikey');
		if (key !== this.#apiKey) return bare(401);
		if ((parameter(url.searchParams, 'source') ?? '') === '') return bare(403);
		if (this.#limiter.take()) return null;
		return page(503, 'The service is unavailable. Rating limit exceeded.');
	}

	#handle(route: Route, ids: string[], request: LitmosRequest): Whole {
		const behaviour = this.#behaviour;
		try {
			const call = {
				request,
				ids,
				tenant: this.tenant,
				records: this.#records,
				behaviour,
				hooks: this.#hooks,
				now: this.#now(),
			};
			return written(odd(route.handle(call), behaviour), request.json);
		} catch (error) {
			if (!(error instanceof Refusal)) return page(500, `Request Error: ${escapeXml(String(error))}`);
			return refused(error, request.json);
		}
	}
}

/** A refusal as Litmos itself answers it. */
export function refused({status, message}: Refusal, json: boolean): Whole {
	const type = json ? 'application/json' : 'application/xml; charset=utf-8';
	return {kind: 'whole', status, reason: message, headers: {'Content-Type': type}, body: errorBody(message, json)};
}

function litmosRequest(incoming: Incoming, url: URL, segments: string[]): LitmosRequest {
	const format = parameter(url.searchParams, 'format')?.toLowerCase();
	const accepts = incoming.headers.accept?.toLowerCase() ?? '';
	return {
		method: incoming.method,
		segments,
		query: url.searchParams,
		contentType: incoming.headers['content-type']?.toLowerCase() ?? '',
		body: incoming.body ?? '',
		json: format === 'json' || (format !== 'xml' && accepts.includes('application/json')),
	};
}

/** The web server in front wants a length for these, even if it is 0 (fact sheet, section 1.4). */
function lacksLength({method, headers}: Incoming): boolean {
	if (method !== 'POST' && method !== 'PUT') return false;
	return headers['content-length'] === undefined && headers['transfer-encoding'] === undefined;
}

function odd(answer: Answer, behaviour: LitmosBehaviour): Answer {
	if (answer.kind !== 'list' && answer.kind !== 'collection') return answer;
	return {...answer, rows: oddRows(answer.rows, answer.fields, behaviour)};
}

function written(answer: Answer, json: boolean): Whole {
	const status = answer.kind === 'empty' ? answer.status : 200;
	const headers: Record<string, string> = {'X-Powered-By': 'ASP.NET'};
	if (answer.kind !== 'empty') {
		headers['Content-Type'] = json ? 'application/json; charset=utf-8' : 'application/xml; charset=utf-8';
	}
	return {kind: 'whole', status, reason: reasons[status] ?? '', headers, body: text(answer, json)};
}

function text(answer: Answer, json: boolean): string {
	switch (answer.kind) {
		case 'empty':
			return '';
		case 'list':
			return json
				? jsonList(answer.fields, answer.rows)
				: xmlList(answer.root, answer.child, answer.fields, answer.rows);
		case 'single':
			return json ? jsonSingle(answer.fields, answer.row) : xmlSingle(answer.root, answer.fields, answer.row);
		case 'collection':
			return json
				? jsonCollection(answer.fields, answer.rows, answer.page)
				: xmlCollection(answer.fields, answer.rows, answer.page);
	}
}
