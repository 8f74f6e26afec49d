import type {Dataset} from '../../../source/sandbox/litmos/dataset.ts';
import type {Incoming, Reply} from '../../../source/sandbox/litmos/reply.ts';
import {parameter, Refusal} from '../../../source/sandbox/litmos/request.ts';
import type {LitmosHooks, Route} from '../../../source/sandbox/litmos/route.ts';
import {LitmosService, refused} from '../../../source/sandbox/litmos/service.ts';
import type {Tenant} from '../../../source/sandbox/litmos/tenant.ts';
import {needsOwner, oddPage, rewrittenNil, withControlCharacters} from './answers.ts';
import type {LitmosBehaviour} from './behaviour.ts';
import {Counters, type LitmosReport} from './counters.ts';
import {countExpected} from './expected.ts';
import {Faults, withFault} from './faults.ts';
import {Gateway} from './gateway.ts';

/** The sandbox's Litmos, made to misbehave and watched. */
export class TestLitmosService {
	readonly counters = new Counters();
	readonly #service: LitmosService;
	readonly #behaviour: LitmosBehaviour;
	readonly #gateway: Gateway;
	readonly #faults: Faults;
	readonly #now: () => number;

	/** @param behaviour Read again for each request, so its owner may change it. */
	constructor(data: Dataset, apiKey: string, behaviour: LitmosBehaviour, now: () => number) {
		this.#behaviour = behaviour;
		this.#now = now;
		this.#gateway = new Gateway(apiKey, now);
		this.#faults = new Faults(data.seed);
		const hooks: LitmosHooks = {
			around: (incoming, route, {answer}) => this.#around(incoming, route, answer),
			page: (call, list, page) => oddPage(call, list, page, behaviour),
			changes: (kind, records, call) => behaviour.changeRecords?.(kind, records, call.now) ?? records,
			mail: (mail) => this.counters.mails.push(mail),
		};
		// The faults are drawn here.
		const shipped = new Proxy(behaviour, {get: (all, name) => (name === 'faults' ? {} : Reflect.get(all, name))});
		const marked = withControlCharacters(data, () => behaviour.controlCharacters);
		this.#service = new LitmosService(marked, apiKey, shipped, now, hooks);
	}

	get tenant(): Tenant {
		return this.#service.tenant;
	}

	get requests(): number {
		return this.#service.requests;
	}

	get latencyMs(): number {
		return this.#behaviour.latencyMs;
	}

	report(): LitmosReport {
		const {requests, total, repeated, mails} = this.counters;
		return {
			size: {...this.tenant.data.size},
			requests: {...requests},
			totalRequests: total,
			repeated,
			throttled: this.#gateway.throttled,
			mails: mails.map((mail) => ({...mail})),
			expected: countExpected(this.tenant, this.#behaviour.inactiveInCourseUsers),
		};
	}

	resetCounters(): void {
		this.counters.reset();
		this.#gateway.throttled = 0;
	}

	reply(incoming: Incoming): Reply {
		return this.#service.reply(incoming);
	}

	#around(incoming: Incoming, route: Route | null, answer: () => Reply): Reply {
		const {dateAhead} = this.#behaviour;
		this.counters.count(incoming.method, route?.template ?? '(unknown)');
		const reply = this.#reply(incoming, route, answer);
		if ('headers' in reply && dateAhead !== null) {
			reply.headers.Date = new Date(this.#now() + dateAhead).toUTCString();
		}
		return reply;
	}

	#reply(incoming: Incoming, route: Route | null, answer: () => Reply): Reply {
		const behaviour = this.#behaviour;
		const url = new URL(incoming.target, 'http://localhost');
		const denied = this.#gateway.admit(incoming, url, behaviour);
		if (denied) return denied;
		const fault = this.#faults.next(url.pathname, behaviour);
		const reply = withFault(fault, () => refusalOf(route, url, behaviour, incoming) ?? answer());
		if (reply.kind !== 'whole') return reply;
		const whole = rewrittenNil(reply, behaviour.nilForm);
		if (fault !== null || incoming.method !== 'GET' || whole.status !== 200) return whole;
		return {...whole, delivered: () => this.counters.answered(url.pathname, url.searchParams)};
	}
}

function refusalOf(route: Route | null, url: URL, behaviour: LitmosBehaviour, {headers}: Incoming): Reply | null {
	if (!route) return null;
	const isJson = headers.accept?.includes('json') ?? false;
	if (behaviour.keyRole === 'Administrator' && needsOwner(route)) {
		return refused(new Refusal(403, 'You do not have permission for this call'), isJson);
	}
	if (!route.template.startsWith('/org/')) return null;
	const [since, to] = ['since', 'to'].map((name) => Date.parse(`${parameter(url.searchParams, name) ?? ''}Z`)) as [
		number,
		number,
	];
	if (to - since <= behaviour.longestWindow || Number.isNaN(to - since)) return null;
	return refused(new Refusal(406, 'The window is too long'), isJson);
}
