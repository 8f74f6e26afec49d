export type SortKey = string | number;

const block = 2048;

/**
 * Row numbers `0…keys.length-1` in the order of their keys, equal keys in row order. A generator, because sorting
 * 100,000 rows takes longer than a frame: it yields after every few thousand steps, so that keys are answered between.
 */
export function* sortOrder(keys: readonly SortKey[]): Generator<undefined, Uint32Array> {
	const total = keys.length;
	let from = new Uint32Array(total);
	for (let start = 0; start < total; start += block) {
		const end = Math.min(total, start + block);
		const part = Array.from({length: end - start}, (_, index) => start + index);
		part.sort((a, b) => compare(keys[a], keys[b]) || a - b);
		from.set(part, start);
		yield;
	}
	let to = new Uint32Array(total);
	for (let size = block; size < total; size *= 2) {
		for (let start = 0; start < total; start += 2 * size) {
			const middle = Math.min(total, start + size);
			const end = Math.min(total, start + 2 * size);
			let left = start;
			let right = middle;
			for (let at = start; at < end; at++) {
				const takesLeft =
					left < middle && (right >= end || compare(keys[from[left] ?? 0], keys[from[right] ?? 0]) <= 0);
				to[at] = (takesLeft ? from[left++] : from[right++]) ?? 0;
				if ((at - start) % (4 * block) === 4 * block - 1) yield;
			}
		}
		[from, to] = [to, from];
	}
	return from;
}

function compare(a: SortKey | undefined, b: SortKey | undefined): number {
	if (a === b) return 0;
	return (a ?? '') < (b ?? '') ? -1 : 1;
}
