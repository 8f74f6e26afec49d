/** Gathers complaints, counted by rule with the first row as the example, so that a bad file gives a short list. */
export class Findings {
	readonly #byRule = new Map<string, {first: string; rows: number}>();

	add(rule: string, where = ''): void {
		const known = this.#byRule.get(rule);
		if (known) known.rows++;
		else if (this.#byRule.size < 100) this.#byRule.set(rule, {first: where, rows: 1});
	}

	get empty(): boolean {
		return this.#byRule.size === 0;
	}

	list(): string[] {
		return [...this.#byRule].map(([rule, {first, rows}]) => {
			if (first === '') return rule;
			return rows === 1 ? `${rule} (${first})` : `${rule} (${rows} rows, first: ${first})`;
		});
	}
}
