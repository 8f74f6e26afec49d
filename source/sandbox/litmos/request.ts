import {Parser} from 'htmlparser2';

/** What the handlers see of a request. */
export interface LitmosRequest {
	method: string;
	/** Path below `/v1.svc`, decoded segments. */
	segments: string[];
	query: URLSearchParams;
	contentType: string;
	body: string;
	/** JSON asked for by `format=json` or the Accept header. */
	json: boolean;
}

/** Ends a request with an error status. `detail` becomes the body and the reason phrase, as with Litmos. */
export class Refusal extends Error {
	readonly status: number;

	constructor(status: number, detail: string) {
		super(detail);
		this.status = status;
	}
}

const base = '/v1.svc';

/** Path segments below `/v1.svc`, or null for any other path. */
export function pathSegments(pathname: string): string[] | null {
	const lower = pathname.toLowerCase();
	if (lower !== base && !lower.startsWith(`${base}/`)) return null;
	try {
		return pathname
			.slice(base.length)
			.split('/')
			.filter((segment) => segment !== '')
			.map((segment) => decodeURIComponent(segment));
	} catch {
		return null;
	}
}

/** Query names are matched in any case. */
export function parameter(query: URLSearchParams, name: string): string | null {
	for (const [key, value] of query) if (key.toLowerCase() === name.toLowerCase()) return value;
	return null;
}

function wholeNumber(query: URLSearchParams, name: string, otherwise: number): number {
	const text = parameter(query, name);
	if (text === null || text === '') return otherwise;
	if (!/^\d{1,9}$/.test(text)) throw new Refusal(400, `${name} must be a whole number`);
	return Number(text);
}

export interface PageRequest {
	start: number;
	limit: number;
}

/** `limit` is 100 unless given, 1000 at most; `start` counts rows (fact sheet, section 2). */
export function pageRequest(query: URLSearchParams): PageRequest {
	const limit = wholeNumber(query, 'limit', 100);
	return {start: wholeNumber(query, 'start', 0), limit: Math.min(1000, limit === 0 ? 100 : limit)};
}

/** Ids of a write's body: `<Courses><Course><Id>…` or `[{"Id": "…"}]`. A body of another shape is refused with 400. */
export function bodyIds(request: LitmosRequest, root: string, child: string): string[] {
	const ids = request.contentType.includes('json') ? jsonIds(request.body) : xmlIds(request, root, child);
	if (ids.length === 0) throw new Refusal(400, `${root} without ids`);
	return ids;
}

function jsonIds(body: string): string[] {
	let value: unknown;
	try {
		value = JSON.parse(body);
	} catch {
		throw new Refusal(400, 'The body is not valid JSON');
	}
	if (!Array.isArray(value)) throw new Refusal(400, 'The body is not a list');
	return value.map((entry: unknown) => {
		const id = (entry as {Id?: unknown} | null)?.Id;
		if (typeof id !== 'string' || id === '') throw new Refusal(400, 'Id is null');
		return id;
	});
}

function xmlIds(request: LitmosRequest, root: string, child: string): string[] {
	if (!request.contentType.includes('xml')) throw new Refusal(400, 'The content type must be XML or JSON');
	const ids: string[] = [];
	const open: string[] = [];
	const parser = new Parser(
		{
			onopentag(name) {
				open.push(name);
				if (open.join('/') === `${root}/${child}/Id`) ids.push('');
			},
			ontext(text) {
				if (open.join('/') === `${root}/${child}/Id`) ids[ids.length - 1] += text;
			},
			onclosetag() {
				open.pop();
			},
		},
		{xmlMode: true, decodeEntities: true},
	);
	parser.end(request.body);
	if (ids.includes('')) throw new Refusal(400, 'Id is null');
	return ids;
}
