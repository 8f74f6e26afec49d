import type {LitmosReport} from '../contract.ts';

/** What came in. Holds no key and no body. */
export class Counters {
	requests: Record<string, number> = {};
	total = 0;
	repeated = 0;
	throttled = 0;
	mails: LitmosReport['mails'] = [];
	#answered = new Set<string>();

	count(method: string, template: string): void {
		const name = `${method} ${template}`;
		this.requests[name] = (this.requests[name] ?? 0) + 1;
		this.total++;
	}

	/** A GET that got its whole answer with status 200. The order of query parameters does not matter. */
	answered(path: string, query: URLSearchParams): void {
		const sorted = new URLSearchParams(query);
		sorted.sort();
		const identity = `${path}?${sorted}`;
		if (this.#answered.has(identity)) this.repeated++;
		else this.#answered.add(identity);
	}

	reset(): void {
		this.requests = {};
		this.total = 0;
		this.repeated = 0;
		this.throttled = 0;
		this.mails = [];
		this.#answered = new Set();
	}
}
