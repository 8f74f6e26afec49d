import {chance, hash, mix} from './hash.ts';

const shortForm = /^[A-Za-z0-9_-]{11}1$/;
const longForm = /^[A-Za-z0-9_-]{22}2$/;

/**
 * Litmos ids: an encryption of the record's number, one 8-byte block for numbers below ten million and two blocks from
 * there on, written as base64url without padding plus one digit that counts the padding left out (Litmos fact sheet,
 * section 7). As with Litmos, equal numbers of different record types give equal ids.
 */
export class IdCipher {
	readonly #keys: readonly number[];
	readonly #block = Buffer.alloc(16);

	constructor(seed: number) {
		this.#keys = [0, 1, 2, 3, 4, 5].map((round) => hash(seed, 1, round));
	}

	encode(number: number): string {
		let [left, right] = this.#encrypt(Math.floor(number / 4_294_967_296), number >>> 0);
		this.#block.writeUInt32BE(left, 0);
		this.#block.writeUInt32BE(right, 4);
		if (number < 10_000_000) return `${this.#block.toString('base64url', 0, 8)}1`;
		[left, right] = this.#encrypt(left, right);
		this.#block.writeUInt32BE(left, 8);
		this.#block.writeUInt32BE(right, 12);
		return `${this.#block.toString('base64url', 0, 16)}2`;
	}

	/** The number behind an id, or null for anything this cipher did not write, to the last character. */
	decode(id: string): number | null {
		if (!shortForm.test(id) && !longForm.test(id)) return null;
		const bytes = Buffer.from(id.slice(0, -1), 'base64url');
		const [high, low] = this.#decrypt(bytes.readUInt32BE(0), bytes.readUInt32BE(4));
		const number = high * 4_294_967_296 + low;
		return Number.isSafeInteger(number) && this.encode(number) === id ? number : null;
	}

	#encrypt(left: number, right: number): [number, number] {
		let a = left;
		let b = right;
		for (const key of this.#keys) [a, b] = [b, (a ^ mix(b ^ key)) >>> 0];
		return [a, b];
	}

	#decrypt(left: number, right: number): [number, number] {
		let a = left;
		let b = right;
		for (const key of this.#keys.toReversed()) [a, b] = [(b ^ mix(a ^ key)) >>> 0, a];
		return [a, b];
	}
}

export interface IdRange {
	/** Numbers below ten million: `[first, end)`. */
	short: readonly [number, number];
	/** First number of the long form. */
	long: number;
}

const stepOfLong = 64;

/** The numbers and ids of one record type, both ways, without a table. */
export class IdSpace {
	readonly #cipher: IdCipher;
	readonly #seed: number;
	readonly #count: number;
	readonly #range: IdRange;
	readonly #step: number;
	readonly #fixed: ReadonlyMap<number, number>;
	readonly #fixedIndexes: ReadonlyMap<number, number>;

	/** @param fixed Numbers given to certain indexes, e.g. to make an id start with `-`. */
	constructor(cipher: IdCipher, seed: number, count: number, range: IdRange, fixed: ReadonlyMap<number, number>) {
		this.#cipher = cipher;
		this.#seed = seed;
		this.#count = count;
		this.#range = range;
		this.#step = Math.max(1, Math.floor((range.short[1] - range.short[0]) / Math.max(1, count)));
		this.#fixed = fixed;
		this.#fixedIndexes = new Map([...fixed].map(([index, number]) => [number, index]));
	}

	/** The number people see (`OriginalId`). 40 % are of the long form. */
	number(index: number): number {
		const fixed = this.#fixed.get(index);
		if (fixed !== undefined) return fixed;
		const {short, long} = this.#range;
		if (chance(this.#seed, 2, index, long) < 0.4) {
			return long + index * stepOfLong + (hash(this.#seed, 3, index, long) % stepOfLong);
		}
		return short[0] + index * this.#step + (hash(this.#seed, 4, index, long) % this.#step);
	}

	id(index: number): string {
		return this.#cipher.encode(this.number(index));
	}

	/** Index of an id, or -1. */
	index(id: string): number {
		const number = this.#cipher.decode(id);
		if (number === null) return -1;
		const fixed = this.#fixedIndexes.get(number);
		if (fixed !== undefined) return fixed;
		const {short, long} = this.#range;
		const index =
			number >= long ? Math.floor((number - long) / stepOfLong) : Math.floor((number - short[0]) / this.#step);
		return index >= 0 && index < this.#count && this.number(index) === number ? index : -1;
	}
}

/** The first number from `from` on whose id starts with `-` (such ids upset command lines and spreadsheets). */
export function numberWithDash(cipher: IdCipher, from: number): number {
	let number = from;
	while (!cipher.encode(number).startsWith('-')) number++;
	return number;
}
