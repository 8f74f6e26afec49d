import type {DatasetSize} from '../../../source/sandbox/litmos/dataset.ts';

export interface LitmosReport {
	size: DatasetSize;
	/** Requests by `METHOD template`, e.g. `GET /courses/{id}/users`. */
	requests: Record<string, number>;
	totalRequests: number;
	/** Identical GETs answered with 200 more than once (to prove that a resume repeats nothing). */
	repeated: number;
	throttled: number;
	/** Mail that a real tenant would have sent. */
	mails: {to: string; about: string}[];
	/** What a perfect reader finds. */
	expected: {
		accounts: number;
		teams: number;
		courses: number;
		memberGrants: number;
		assigned: number;
		completed: number;
		inProgress: number;
		/** Of `assigned`: pairs whose person is in no account list (they are counted in `completed`/`inProgress` too). */
		unlisted: number;
	};
}

/** What came in. Holds no key and no body. */
export class Counters {
	requests: Record<string, number> = {};
	total = 0;
	repeated = 0;
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
		this.mails = [];
		this.#answered = new Set();
	}
}
