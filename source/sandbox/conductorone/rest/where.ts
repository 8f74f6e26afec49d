/** A condition for SQL, built up; the values are always bound, never written into the text. */
export class Where {
	#sql: string;
	readonly values: (string | number)[] = [];

	constructor(start: string) {
		this.#sql = `where ${start}`;
	}

	get sql(): string {
		return this.#sql;
	}

	/** One of the values; no values = no condition. */
	in(column: string, values: readonly string[]): this {
		if (values.length === 0) return this;
		this.#sql += ` and ${column} in (${values.map(() => '?').join(', ')})`;
		this.values.push(...values);
		return this;
	}

	/** The text anywhere in one of the columns; no text = no condition. */
	like(columns: readonly string[], text: string): this {
		if (text === '') return this;
		this.#sql += ` and (${columns.map((column) => `instr(lower(${column}), lower(?)) > 0`).join(' or ')})`;
		this.values.push(...columns.map(() => text));
		return this;
	}
}
