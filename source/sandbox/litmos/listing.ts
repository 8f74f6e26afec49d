/** Rows that are computed when asked for. */
export interface Listing<T> {
	readonly length: number;
	at(position: number): T;
}

export function counted<T>(length: number, at: (position: number) => T): Listing<T> {
	return {length, at};
}

/** Also of an array. */
export function mapped<T, U>(list: Listing<T | undefined>, change: (value: T) => U): Listing<U> {
	return {length: list.length, at: (position) => change(list.at(position) as T)};
}

export function filtered<T>(list: Listing<T>, keep: (value: T) => boolean): Listing<T> {
	const positions: number[] = [];
	for (let position = 0; position < list.length; position++) if (keep(list.at(position))) positions.push(position);
	return {length: positions.length, at: (position) => list.at(positions[position] as number)};
}

export function joined<T>(first: Listing<T>, second: readonly T[]): Listing<T> {
	if (second.length === 0) return first;
	return {
		length: first.length + second.length,
		at: (position) => (position < first.length ? first.at(position) : (second[position - first.length] as T)),
	};
}

export function sorted<T>(list: Listing<T>, key: (value: T) => string, descending: boolean): Listing<T> {
	const order = Array.from({length: list.length}, (_, position) => ({position, key: key(list.at(position))}));
	order.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.position - b.position));
	if (descending) order.reverse();
	return {length: order.length, at: (position) => list.at(order[position]!.position)};
}

export function slice<T>(list: Listing<T>, start: number, end: number): T[] {
	const rows: T[] = [];
	for (let position = start; position < Math.min(end, list.length); position++) rows.push(list.at(position));
	return rows;
}
