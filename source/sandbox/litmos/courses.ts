import {dayMs} from './accounts.ts';
import {chance, hash, pick} from './hash.ts';
import type {IdCipher, IdSpace} from './ids.ts';
import {levels, mandatoryTitles, moduleTitles, sentences, subjects} from './vocabulary.ts';

const firstModuleNumber = 900_000_000;

/** Every course of the catalogue by its index; index order is the order of `GET /courses`. */
export class Courses {
	readonly count: number;
	readonly ids: IdSpace;
	readonly #seed: number;
	readonly #mandatory: number;
	readonly #cipher: IdCipher;
	readonly #creator: (index: number) => string;

	/** @param mandatory The first so many courses are those everybody has. */
	constructor(
		seed: number,
		count: number,
		ids: IdSpace,
		options: {mandatory: number; cipher: IdCipher; creator: (number: number) => string},
	) {
		this.#seed = seed;
		this.count = count;
		this.ids = ids;
		this.#mandatory = options.mandatory;
		this.#cipher = options.cipher;
		this.#creator = options.creator;
	}

	indexOf(id: string): number {
		return this.ids.index(id);
	}

	isActive(index: number): boolean {
		return index < this.#mandatory || chance(this.#seed, 50, index) >= 0.05;
	}

	name(index: number): string {
		if (index < this.#mandatory) return pick(mandatoryTitles, index);
		const [title] = this.#subject(index);
		return `${title} ${pick(levels, hash(this.#seed, 52, index))}`;
	}

	/** Free text: 6 % are empty, some repeat another course's. */
	code(index: number): string {
		if (index < this.#mandatory) return `MAND-${index + 1}`;
		const draw = chance(this.#seed, 53, index);
		if (draw < 0.06) return '';
		if (draw < 0.11) return 'SEC-101';
		return `${this.#subject(index)[1]}-${101 + (hash(this.#seed, 54, index) % 899)}`;
	}

	at(index: number) {
		const seed = this.#seed;
		const code = this.code(index);
		const forSale = chance(seed, 55, index) < 0.04;
		const originalId = this.ids.number(index);
		return {
			id: this.ids.id(index),
			code,
			name: this.name(index),
			active: this.isActive(index),
			forSale,
			originalId,
			description: this.#description(index),
			shortDescription: forSale ? '<p>Now with certificate &amp; badge</p>' : '',
			longDescription: forSale
				? `<ul><li>${pick(sentences, index)}</li><li>${pick(sentences, index + 1)}</li></ul>`
				: '',
			bulkCode: `${originalId}-${code}`,
			price: forSale ? `${20 + (hash(seed, 56, index) % 300)}.50` : '0.00',
			teamLibrary: chance(seed, 57, index) < 0.2,
			createdBy: chance(seed, 58, index) < 0.5 ? this.#creator(hash(seed, 59, index)) : '',
			sequence: hash(seed, 60, index) % 50,
			createdDate: Date.UTC(2018, 0, 1) + (hash(seed, 61, index) % 2900) * dayMs + (hash(seed, 62, index) % 86_400_000),
		};
	}

	modules(index: number) {
		const count = hash(this.#seed, 63, index) % 9;
		return Array.from({length: count}, (_, at) => ({
			id: this.#cipher.encode(firstModuleNumber + index * 16 + at),
			code: at % 3 === 0 ? '' : `M${at}`,
			name: `${at + 1}. ${pick(moduleTitles, hash(this.#seed, 64, index, at))}`,
			description: at % 2 === 0 ? '' : `<p>${pick(sentences, index + at)}</p>`,
		}));
	}

	#subject(index: number): readonly [string, string] {
		return pick(subjects, hash(this.#seed, 51, index));
	}

	/** HTML, now and then several kilobytes; short in the largest catalogues so that tests of memory measure rows. */
	#description(index: number): string {
		const draw = hash(this.#seed, 65, index) % 20;
		if (draw < 2) return '';
		if (this.count >= 5000) return `<p>${pick(sentences, draw)}</p>`;
		const paragraphs = draw === 19 ? 40 : 1 + (draw % 4);
		let text = '';
		for (let at = 0; at < paragraphs; at++)
			text += `<p style="margin:0">${pick(sentences, draw + at * 3 + index)}</p>\r\n`;
		return text;
	}
}
