/** Mixes 32 bits so that neighbouring inputs give unrelated outputs (the finaliser of MurmurHash3). */
export function mix(value: number): number {
	let h = value | 0;
	h ^= h >>> 16;
	h = Math.imul(h, 0x85ebca6b);
	h ^= h >>> 13;
	h = Math.imul(h, 0xc2b2ae35);
	h ^= h >>> 16;
	return h >>> 0;
}

/** A repeatable number 0 … 2^32-1 for (seed, purpose, a, b). This is what stands in for stored rows. */
export function hash(seed: number, purpose: number, a = 0, b = 0): number {
	return mix(mix(mix((seed + Math.imul(purpose, 0x9e3779b1)) | 0) ^ a) + Math.imul(b + 1, 0x27d4eb2f));
}

/** The same as a fraction, 0 ≤ x < 1. */
export function chance(seed: number, purpose: number, a = 0, b = 0): number {
	return hash(seed, purpose, a, b) / 4_294_967_296;
}

export function pick<T>(list: readonly T[], number: number): T {
	return list[number % list.length] as T;
}

function greatestCommonDivisor(a: number, b: number): number {
	let x = a;
	let y = b;
	while (y !== 0) [x, y] = [y, x % y];
	return x;
}

function modularInverse(value: number, modulus: number): number {
	let [previous, current] = [0, 1];
	let [a, b] = [modulus, value % modulus];
	while (b !== 0) {
		const quotient = Math.floor(a / b);
		[previous, current] = [current, previous - quotient * current];
		[a, b] = [b, a - quotient * b];
	}
	return ((previous % modulus) + modulus) % modulus;
}

/**
 * A repeatable shuffle of 0 … size-1 that needs no table: member `k` of a set is `at(k)`, and whether `x` belongs to the
 * first `n` members is `position(x) < n`. Sizes up to about 90 million stay exact in double arithmetic.
 */
export class Shuffle {
	readonly size: number;
	readonly #factor: number;
	readonly #inverse: number;
	readonly #offset: number;

	constructor(size: number, seed: number, purpose: number, index = 0) {
		this.size = size;
		if (size < 3) {
			this.#factor = 1;
			this.#inverse = 1;
			this.#offset = 0;
			return;
		}
		let factor = 1 + (hash(seed, purpose, index, 1) % (size - 1));
		while (greatestCommonDivisor(factor, size) !== 1) factor = factor === size - 1 ? 1 : factor + 1;
		this.#factor = factor;
		this.#inverse = modularInverse(factor, size);
		this.#offset = hash(seed, purpose, index, 2) % size;
	}

	at(position: number): number {
		return (this.#factor * position + this.#offset) % this.size;
	}

	position(value: number): number {
		return (this.#inverse * ((value - this.#offset + this.size) % this.size)) % this.size;
	}
}

/** A repeatable stream of fractions, for faults that come by chance. */
export function randomStream(seed: number): () => number {
	let step = 0;
	return () => chance(seed, 99, step++);
}
