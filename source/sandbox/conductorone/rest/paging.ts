import {ApiError} from './api-error.ts';
import type {Call} from './call.ts';

export interface Page {
	list: unknown[];
	/** `''` at the end. */
	nextPageToken: string;
}

/** A list that is longer than one answer: how many rows it has, and some of them. */
export interface Source {
	count: number;
	rows: (offset: number, limit: number) => unknown[];
}

/**
 * One page over one or more lists, one behind the other (REST sheet, section 2.1): sizes 10–100, smaller ones raised to
 * 10, 25 unless given. `page_size` and `page_token` in the query of a GET, `pageSize` and `pageToken` in a body.
 */
export function page(call: Call, ...sources: Source[]): Page {
	const wanted = Number(call.query.get('page_size') ?? call.body.pageSize ?? 0);
	if (!Number.isInteger(wanted) || wanted < 0 || wanted > 100) {
		throw new ApiError(3, 'invalid PageSize: value must be inside range [0, 100]');
	}
	const size = wanted === 0 ? 25 : Math.max(10, wanted);
	const start = readToken(call.query.get('page_token') ?? call.body.pageToken ?? '');
	const list: unknown[] = [];
	let skip = start;
	let total = 0;
	for (const {count, rows} of sources) {
		total += count;
		if (skip >= count) {
			skip -= count;
			continue;
		}
		if (list.length < size) list.push(...rows(skip, size - list.length));
		skip = 0;
	}
	const next = start + list.length;
	return {list, nextPageToken: next < total && list.length > 0 ? writeToken(next) : ''};
}

/** A list that is already here. */
export function held<Row>(rows: readonly Row[], view: (row: Row) => unknown): Source {
	return {count: rows.length, rows: (offset, limit) => rows.slice(offset, offset + limit).map(view)};
}

/** One page of a list that is already here. */
export function pageOf<Row>(call: Call, rows: readonly Row[], view: (row: Row) => unknown): Page {
	return page(call, held(rows, view));
}

function writeToken(offset: number): string {
	return Buffer.from(`offset ${offset}`).toString('base64url');
}

function readToken(token: unknown): number {
	if (token === '') return 0;
	const offset = /^offset (\d+)$/.exec(Buffer.from(String(token), 'base64url').toString('utf8'))?.[1];
	if (offset === undefined) throw new ApiError(3, 'invalid page token');
	return Number(offset);
}
