import type {HttpAnswer, HttpClient} from '../../../source/http/http-client.ts';
import {abortProblem, networkProblem} from '../../../source/http/network-problem.ts';
import type {LitmosClient, LitmosTarget} from '../../../source/litmos/client.ts';
import {createLitmosClient} from '../../../source/litmos/litmos-client.ts';
import {createDataset, type DatasetSize, type SizeName, sandboxApiKey} from '../../../source/sandbox/litmos/dataset.ts';
import type {Reply} from '../../../source/sandbox/litmos/reply.ts';
import type {Tenant} from '../../../source/sandbox/litmos/tenant.ts';
import {defaultBehaviour, type LitmosBehaviour} from '../../sandbox/litmos/behaviour.ts';
import type {LitmosReport} from '../../sandbox/litmos/counters.ts';
import {TestLitmosService} from '../../sandbox/litmos/service.ts';
import {passTime, randomFrom, SimulatedClock} from '../litmos/simulation.ts';

/**
 * The sandbox’s Litmos with its limiter, and clients for it, in simulated time: it passes only while everybody
 * waits, so an hour of pacing takes as long as the work in it, and always gives the same result.
 */
export class VirtualLitmos {
	readonly clock = new SimulatedClock();
	readonly target: LitmosTarget;
	readonly #service: TestLitmosService;
	readonly #behaviour: LitmosBehaviour;
	readonly #epoch: number;
	readonly #latency: readonly [number, number];
	readonly #random: () => number;

	/** `latency`: shortest and longest ms from sending to answer; the request arrives somewhere in between. */
	constructor(
		size: SizeName | DatasetSize,
		behaviour: Partial<LitmosBehaviour> = {},
		{
			seed = 1,
			latency = [50, 400],
			epoch = 0,
		}: {
			seed?: number;
			latency?: readonly [number, number] /** The date at which time begins, ms. */;
			epoch?: number;
		} = {},
	) {
		const apiKey = sandboxApiKey(seed);
		this.target = {baseUrl: 'http://litmos.invalid', source: 'acme', apiKey};
		this.#random = randomFrom(seed);
		this.#latency = latency;
		this.#epoch = epoch;
		this.#behaviour = {...defaultBehaviour, ...behaviour};
		this.#service = new TestLitmosService(createDataset(size, seed), apiKey, this.#behaviour, () => this.now());
	}

	/** The date, ms since 1970. */
	now(): number {
		return this.#epoch + this.clock.now();
	}

	get tenant(): Tenant {
		return this.#service.tenant;
	}

	behave(change: Partial<LitmosBehaviour>): void {
		Object.assign(this.#behaviour, change);
	}

	/** Lets so many ms pass. */
	async sleep(ms: number): Promise<void> {
		await this.run(new Promise<void>((resolve) => this.clock.after(ms, resolve)));
	}

	report(): LitmosReport {
		return this.#service.report();
	}

	client(change: Partial<LitmosTarget> = {}): LitmosClient {
		const parts = {http: this.#http, clock: this.clock, random: this.#random};
		return createLitmosClient({...this.target, ...change}, {}, parts);
	}

	/** Lets time pass until the work is done. */
	run<T>(work: Promise<T>): Promise<T> {
		return passTime(this.clock, work);
	}

	readonly #http: HttpClient = {
		close: () => {},
		request: (url, {method = 'GET', headers = {}, body, signal, timeoutMs = 60_000} = {}) =>
			new Promise((resolve, reject) => {
				if (signal?.aborted) {
					reject(abortProblem(signal));
					return;
				}
				signal?.addEventListener('abort', () => reject(abortProblem(signal)), {once: true});
				const target = new URL(url);
				const total = this.#latency[0] + this.#random() * (this.#latency[1] - this.#latency[0]);
				const there = this.#random() * total;
				this.clock.after(there, () => {
					const reply = this.#service.reply({
						method,
						target: `${target.pathname}${target.search}`,
						headers: {...headers, ...(body !== undefined && {'content-length': String(body.length)})},
						body: body === undefined ? '' : String(body),
					});
					const wait = reply.kind === 'silence' ? timeoutMs : total - there;
					this.clock.after(wait, () => {
						if (reply.kind === 'silence') reject(networkProblem({code: 'ETIMEDOUT'}, target, null));
						else if (reply.kind === 'reset') reject(networkProblem({code: 'ECONNRESET'}, target, null));
						else resolve(answerOf(reply, target));
					});
				});
			}),
	};
}

function answerOf(reply: Extract<Reply, {kind: 'whole' | 'cut'}>, url: URL): HttpAnswer {
	const headers = new Headers(reply.headers);
	const bytes = Buffer.from(reply.body);
	async function* pieces() {
		if (reply.kind === 'cut') {
			yield bytes.subarray(0, Math.floor(bytes.length / 2));
			throw networkProblem({code: 'ECONNRESET'}, url, null);
		}
		reply.delivered?.();
		yield bytes;
	}
	return {
		status: reply.status,
		statusText: reply.reason,
		header: (name) => headers.get(name),
		pieces,
		text: async () => reply.body,
		discard: () => {},
	};
}
