import {Problem, type ProblemTexts} from '../problem/problem.ts';
import {bare, trimmed, withoutInvisible} from '../text/bare.ts';
import {valueMessages} from './messages.ts';

/**
 * Parsers of settings: text in, value out, or a Problem `input/invalid` in words for a person. They take off what does not
 * belong to the value first, see `bare`.
 */
export type Parse<Value> = (text: string) => Value;

export function invalid(texts: ProblemTexts): Problem {
	return new Problem({code: 'input/invalid', ...texts});
}

export const text: Parse<string> = (raw) => {
	const value = bare(raw);
	if (value === '') throw invalid(valueMessages.empty);
	return value;
};

/** A key, a secret or an id: line breaks of a wrapped paste and invisible characters inside are dropped too. */
export const token: Parse<string> = (raw) => text(withoutInvisible(raw));

/** Go's spelling of booleans, as baton-litmos reads its switches. */
export const truth: Parse<boolean> = (raw) => {
	const value = bare(raw);
	if (/^(1|t|true|yes|on)$/i.test(value)) return true;
	if (/^(0|f|false|no|off)$/i.test(value)) return false;
	throw invalid(valueMessages.notTruth(value));
};

export function integer(low: number, high: number): Parse<number> {
	return (raw) => {
		const value = bare(raw);
		const number = Number(value);
		if (/^\d+$/.test(value) && number >= low && number <= high) return number;
		throw invalid(valueMessages.notNumber(value, low, high));
	};
}

export function oneOf<const Choice extends string>(...choices: Choice[]): Parse<Choice> {
	return (raw) => {
		const value = bare(raw).toLowerCase();
		const found = choices.find((choice) => choice.toLowerCase() === value);
		if (found !== undefined) return found;
		throw invalid(valueMessages.notChoice(bare(raw), choices));
	};
}

/** A setting that is one of a few words, which the help shows. */
export function choice<const Choice extends string>(...choices: Choice[]) {
	return {placeholder: `<${choices.join('|')}>`, parse: oneOf(...choices)};
}

/** A switch that is off unless somebody turns it on. */
export const off = {parse: truth, default: false};

const units = {ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000} as const;

/** `90m`, `24h`, `2d`, `0`; gives milliseconds. */
export const duration: Parse<number> = (raw) => {
	const value = bare(raw).toLowerCase();
	if (value === '0') return 0;
	const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(value);
	const unit = match?.[2];
	if (match === null || !isUnit(unit)) throw invalid(valueMessages.notDuration(bare(raw)));
	return Math.round(Number(match[1]) * units[unit]);
};

/** A {@link duration} from the one to the other, both included. */
export function durationWithin(low: number, high: number): Parse<number> {
	return (raw) => {
		const milliseconds = duration(raw);
		if (milliseconds >= low && milliseconds <= high) return milliseconds;
		throw invalid(valueMessages.notWithin(bare(raw), formatDuration(low), formatDuration(high)));
	};
}

/** The shortest text that {@link duration} reads back: `24h`, `90m`. Days are for more than one, since a day is said in hours. */
export function formatDuration(milliseconds: number): string {
	const fits = (unit: keyof typeof units, least = 1) =>
		milliseconds % units[unit] === 0 && milliseconds / units[unit] >= least;
	const unit = fits('d', 2) ? 'd' : fits('h') ? 'h' : fits('m') ? 'm' : fits('s') ? 's' : 'ms';
	return `${milliseconds / units[unit]}${unit}`;
}

function isUnit(unit: string | undefined): unit is keyof typeof units {
	return unit !== undefined && Object.hasOwn(units, unit);
}

/**
 * Comma-separated entries, or one a line; an entry in double quotes may hold commas. Blanks around entries do not count,
 * repeated entries are dropped. An empty list is an error: it must never be taken for "all".
 */
export const list: Parse<readonly string[]> = (given) => {
	// Double quotes belong to an entry here.
	const raw = trimmed(given).startsWith('"') ? trimmed(given) : bare(given);
	const entries = new Set<string>();
	const pattern = /\s*(?:"((?:[^"]|"")*)"|([^,\n]*))\s*(?:,|\n|$)/gy;
	while (pattern.lastIndex < raw.length) {
		const match = pattern.exec(raw);
		if (match === null) throw invalid(valueMessages.quotationMark(bare(raw)));
		const text = match[1]?.replaceAll('""', '"') ?? match[2] ?? '';
		const entry = trimmed(text);
		if (entry !== '') entries.add(entry);
		if (match[0] === '') break;
	}
	if (entries.size === 0) throw invalid(valueMessages.emptyList);
	return [...entries];
};

/** The text that {@link list} reads back. */
export function formatList(entries: readonly string[]): string {
	return entries.map((entry) => (/[",\n]/.test(entry) ? `"${entry.replaceAll('"', '""')}"` : entry)).join(',');
}

/** `https://…` without a path beyond `/v1.svc` (which the client adds); plain http only for this machine. */
export const baseUrl: Parse<string> = (raw) => {
	const value = bare(raw);
	const url = URL.parse(value.includes('://') ? value : `https://${value}`);
	if (url === null || !/^https?:$/.test(url.protocol)) throw invalid(valueMessages.notAddress(value));
	if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
		throw invalid(valueMessages.moreThanAddress);
	}
	if (url.protocol === 'http:' && !isLoopback(url.hostname)) throw invalid(valueMessages.unencryptedKey(url.origin));
	return `${url.origin}${url.pathname}`.replace(/\/+$/, '').replace(/\/v1\.svc$/i, '');
};

/** The address of a webhook. It may hold a key, so no message quotes it. */
export const webhook: Parse<string> = (raw) => {
	const url = URL.parse(token(raw));
	const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
	if (url === null || !isSafe || url.username !== '' || url.password !== '') throw invalid(valueMessages.notWebhook);
	return url.href;
};

/** `host` or `host:port`, as BATON_C1_API_HOST takes it (baton protocol sheet, section 1.1). */
export const host: Parse<string> = (raw) => {
	const value = bare(raw);
	const url = /[/?#@\s]/.test(value) || value === '' ? null : URL.parse(`https://${value}`);
	if (url === null) throw invalid(valueMessages.notHost(value));
	return value.toLowerCase();
};

/** True for names and addresses of this machine; the host may carry a port, an IPv6 one then stands in brackets. */
export function isLoopback(hostname: string): boolean {
	if (hostname === '::1' || /^\[::1\](:\d+)?$/.test(hostname)) return true;
	return /^(localhost|127(\.\d{1,3}){3})(:\d+)?$/.test(hostname);
}
