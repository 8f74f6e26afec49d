import type {IncomingHttpHeaders} from 'node:http';
import type {Fault, LitmosBehaviour} from './behaviour.ts';
import {Counters, type LitmosReport} from './counters.ts';
import type {Dataset} from './dataset.ts';
import {ExpectedCounts} from './expected.ts';
import {Faults} from './faults.ts';
import {Limiter} from './limiter.ts';
import {oddRows} from './oddities.ts';
import {Records} from './records.ts';
import {type LitmosRequest, parameter, pathSegments, Refusal} from './request.ts';
import {type Answer, type Route, Router} from './route.ts';
import {accountRoutes} from './routes-accounts.ts';
import {achievementRoutes} from './routes-achievements.ts';
import {changeRoutes} from './routes-changes.ts';
import {courseRoutes, learningPathRoutes} from './routes-courses.ts';
import {teamRoutes} from './routes-teams.ts';
import {Tenant} from './tenant.ts';
import {
	errorBody,
	escapeXml,
	htmlPage,
	jsonCollection,
	jsonList,
	jsonSingle,
	xmlCollection,
	xmlList,
	xmlSingle,
} from './wire.ts';

export interface Incoming {
	method: string;
	/** Path and query as sent. */
	target: string;
	headers: IncomingHttpHeaders;
	/** Null when it was too long to keep. */
	body: string | null;
}

/** `cut`: half of the body, then the connection ends. `silence`: no answer at all. */
export type Reply =
	| {
			kind: 'whole' | 'cut';
			status: number;
			reason: string;
			headers: Record<string, string>;
			body: string;
			/** To be called once the whole answer is on its way; not when the client has gone before. */
			delivered?: () => void;
	  }
	| {kind: 'reset'}
	| {kind: 'silence'};

const reasons: Record<number, string> = {
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
	readonly counters = new Counters();
	readonly #behaviour: LitmosBehaviour;
	readonly #apiKey: string;
	readonly #now: () => number;
	/** For tests that change the data in other ways than the API offers. */
	readonly tenant: Tenant;
	readonly #records: Records;
	readonly #limiter: Limiter;
	readonly #faults: Faults;
	readonly #expected: ExpectedCounts;

	/** @param behaviour Read anew for each request, so its owner may change it. */
	constructor(data: Dataset, apiKey: string, behaviour: LitmosBehaviour, now: () => number) {
		this.#behaviour = behaviour;
		this.#apiKey = apiKey;
		this.#now = now;
		this.tenant = new Tenant(data);
		this.#records = new Records(this.tenant, () => behaviour.controlCharacters);
		this.#limiter = new Limiter(now);
		this.#faults = new Faults(data.seed);
		this.#expected = new ExpectedCounts(this.tenant);
	}

	report(): LitmosReport {
		const {requests, total, repeated, throttled, mails} = this.counters;
		return {
			size: {...this.tenant.data.size},
			requests: {...requests},
			totalRequests: total,
			repeated,
			throttled,
			mails: mails.map((mail) => ({...mail})),
			expected: this.#expected.get(this.#behaviour.inactiveInCourseUsers),
		};
	}

	reply(incoming: Incoming): Reply {
		const reply = this.#reply(incoming);
		const {dateAhead} = this.#behaviour;
		if ('headers' in reply && dateAhead !== null) {
			reply.headers.Date = new Date(this.#now() + dateAhead).toUTCString();
		}
		return reply;
	}

	#reply(incoming: Incoming): Reply {
		const url = new URL(incoming.target, 'http://localhost');
		const segments = pathSegments(url.pathname);
		const match = segments === null ? null : router.find(incoming.method, segments);
		const known = match !== null && match !== 'method';
		this.counters.count(incoming.method, known ? match.route.template : '(unknown)');

		const refused = this.#admit(incoming, url);
		if (refused) return refused;
		const fault = this.#faults.next(url.pathname, this.#behaviour);
		const early = fault === null ? null : faultReply(fault);
		if (early) return early;

		const request = litmosRequest(incoming, url, segments ?? []);
		let reply: Reply & {kind: 'whole' | 'cut'};
		if (incoming.body === null) reply = page(413, 'The body is too long.');
		else if (match === 'method') reply = page(405, 'Method not allowed.');
		else if (match === null) reply = page(404, 'Endpoint not found.');
		else if (lacksLength(incoming)) reply = page(411, 'A request of this method needs a length.');
		else reply = this.#handle(match.route, match.ids, request);

		if (fault === 'truncated') return {...reply, kind: 'cut'};
		if (incoming.method !== 'GET' || reply.status !== 200) return reply;
		return {...reply, delivered: () => this.counters.answered(url.pathname, url.searchParams)};
	}

	/** Key, source, then the limiter, as a gateway in front would. */
	#admit({headers}: Incoming, url: URL): Reply | null {
		const behaviour = this.#behaviour;
		const key = headers.apikey ?? parameter(url.searchParams, 'apikey');
		if (key !== this.#apiKey) return bare(behaviour.badKeyStatus);
		if (behaviour.sourceRequired && (parameter(url.searchParams, 'source') ?? '') === '') return bare(403);
		const wait = this.#limiter.take(this.#apiKey, behaviour);
		if (wait === null) return null;
		this.counters.throttled++;
		const reply = page(behaviour.limiterStatus, 'The service is unavailable. Rating limit exceeded.');
		if (behaviour.retryAfter) reply.headers['Retry-After'] = String(Math.max(1, Math.ceil(wait / 1000)));
		return reply;
	}

	#handle(route: Route, ids: string[], request: LitmosRequest) {
		const behaviour = this.#behaviour;
		try {
			if (route.ownerOnly && behaviour.keyRole === 'Administrator') {
				throw new Refusal(403, 'You do not have permission for this call');
			}
			const call = {
				request,
				ids,
				tenant: this.tenant,
				records: this.#records,
				behaviour,
				mails: this.counters.mails,
				now: this.#now(),
			};
			return written(odd(route.handle(call), behaviour), request.json, behaviour.nilForm);
		} catch (error) {
			if (!(error instanceof Refusal)) return page(500, `Request Error: ${escapeXml(String(error))}`);
			const type = request.json ? 'application/json' : 'application/xml; charset=utf-8';
			const body = errorBody(error.message, request.json);
			return {
				kind: 'whole' as const,
				status: error.status,
				reason: error.message,
				headers: {'Content-Type': type},
				body,
			};
		}
	}
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

function written(answer: Answer, json: boolean, nilForm: LitmosBehaviour['nilForm']) {
	const status = answer.kind === 'empty' ? answer.status : 200;
	const headers: Record<string, string> = {'X-Powered-By': 'ASP.NET'};
	if (answer.kind !== 'empty') {
		headers['Content-Type'] = json ? 'application/json; charset=utf-8' : 'application/xml; charset=utf-8';
	}
	return {kind: 'whole' as const, status, reason: reasons[status] ?? '', headers, body: text(answer, json, nilForm)};
}

function text(answer: Answer, json: boolean, nilForm: LitmosBehaviour['nilForm']): string {
	switch (answer.kind) {
		case 'empty':
			return '';
		case 'list':
			return json
				? jsonList(answer.fields, answer.rows, nilForm)
				: xmlList(answer.root, answer.child, answer.fields, answer.rows, nilForm);
		case 'single':
			return json
				? jsonSingle(answer.fields, answer.row, nilForm)
				: xmlSingle(answer.root, answer.fields, answer.row, nilForm);
		case 'collection':
			return json
				? jsonCollection(answer.fields, answer.rows, answer.page, nilForm)
				: xmlCollection(answer.fields, answer.rows, answer.page, nilForm);
	}
}

function page(status: number, content: string) {
	const reason = reasons[status] ?? '';
	const headers: Record<string, string> = {'Content-Type': 'text/html; charset=utf-8'};
	return {kind: 'whole' as const, status, reason, headers, body: htmlPage(`${status} ${reason}`.trim(), content)};
}

function bare(status: number): Reply {
	return {kind: 'whole', status, reason: reasons[status] ?? '', headers: {}, body: ''};
}

function faultReply(fault: Fault): Reply | null {
	switch (fault) {
		case 'status-503':
			return page(503, 'The service is temporarily unavailable.');
		case 'status-504':
			return page(504, 'The server behind did not answer in time.');
		case 'reset':
			return {kind: 'reset'};
		case 'html-200':
			return page(200, 'Scheduled maintenance. We will be back soon.');
		case 'stall':
			return {kind: 'silence'};
		case 'not-found':
			return page(404, 'The resource cannot be found.');
		case 'truncated':
			return null;
	}
}
