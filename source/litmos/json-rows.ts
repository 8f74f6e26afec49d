import {type AnswerLimits, neverKept, ownText, PageTooHeavy, type Row, type Shape, UnusableAnswer} from './rows.ts';

/** Reads JSON, which some installations answer with whatever is asked, into rows. */
export class JsonRows {
	readonly #shape: Shape;
	readonly #limits: AnswerLimits;
	#text = '';

	constructor(shape: Shape, limits: AnswerLimits) {
		this.#shape = shape;
		this.#limits = limits;
	}

	write(text: string): void {
		this.#text += text;
	}

	/** JSON is read as a whole, so a page of it is heavy early. */
	check(bytes: number): void {
		if (bytes > this.#limits.jsonBytes) throw new PageTooHeavy(null);
	}

	end(): Row[] {
		let value: unknown;
		try {
			value = JSON.parse(this.#text);
		} catch {
			throw new UnusableAnswer('cut-short');
		}
		if (isDeeper(value, this.#limits.depth)) throw new UnusableAnswer('too-deep');
		const {row} = this.#shape;
		if (row === null) {
			if (!isObject(value)) throw new UnusableAnswer('wrong-root');
			return [jsonRow(value, this.#shape, this.#limits)];
		}
		const list = Array.isArray(value) ? value : isObject(value) ? jsonList(value, this.#shape) : null;
		if (!list) throw new UnusableAnswer('wrong-root');
		if (list.length > this.#limits.rows) throw new UnusableAnswer('too-many');
		return list.filter(isObject).map((item) => jsonRow(item, this.#shape, this.#limits));
	}
}

/** Some installations wrap the list: `{"Users": […]}`, `{"Items": […]}`; a single child may stand for itself. */
function jsonList(value: Record<string, unknown>, {root, row, otherRow}: Shape, depth = 0): unknown[] | null {
	const names = new Set(
		[...(root ?? []), row ?? '', otherRow ?? '', 'items', 'item'].map((name) => name.toLowerCase()),
	);
	for (const [name, inner] of Object.entries(value)) {
		if (!names.has(name.toLowerCase())) continue;
		if (Array.isArray(inner)) return inner;
		if (!isObject(inner)) continue;
		if (name.toLowerCase() === row?.toLowerCase()) return [inner];
		return depth < jsonDepth ? jsonList(inner, {root, row, otherRow}, depth + 1) : null;
	}
	return null;
}

function jsonRow(value: Record<string, unknown>, {fields}: Shape, limits: AnswerLimits): Row {
	const row: Row = {fields: new Map()};
	for (const [key, entry] of Object.entries(value)) {
		const name = key.toLowerCase();
		if (neverKept.has(name) || entry === null || typeof entry === 'object' || fields?.has(name) === false) continue;
		const text = String(entry);
		if (text.length > limits.text) row.isCut = true;
		row.fields.set(name, text.length > limits.text ? ownText(text.slice(0, limits.text)) : text);
	}
	return row;
}

/** Whether objects stand within objects more often than that: what made such an answer is no list, whatever is used of it. */
function isDeeper(value: unknown, depth: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return depth === 0 || Object.values(value).some((inner) => isDeeper(inner, depth - 1));
}

/** Objects within objects in which the list is looked for. */
const jsonDepth = 8;

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
