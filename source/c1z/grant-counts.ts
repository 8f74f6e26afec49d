import type {Statements} from './statements.ts';

/** By how much the grants of principals and of entitlements have changed: each number is written once in a transaction. */
export class GrantCounts {
	readonly #statements: Statements;
	readonly #held = new Map<number, number>();
	readonly #granted = new Map<number, number>();

	constructor(statements: Statements) {
		this.#statements = statements;
	}

	add(entitlement: number, principal: number, delta: 1 | -1): void {
		this.#held.set(principal, (this.#held.get(principal) ?? 0) + delta);
		this.#granted.set(entitlement, (this.#granted.get(entitlement) ?? 0) + delta);
	}

	/** To be called before anything looks at the numbers. */
	write(): void {
		const held = this.#statements.of(
			`insert into held (resource, grants) values (?, ?)
				on conflict (resource) do update set grants = grants + excluded.grants`,
		);
		for (const [principal, delta] of this.#held) held.run(principal, delta);
		const granted = this.#statements.of('update entitlements set grants = grants + ? where key = ?');
		for (const [entitlement, delta] of this.#granted) granted.run(delta, entitlement);
		this.forget();
	}

	forget(): void {
		this.#held.clear();
		this.#granted.clear();
	}
}
