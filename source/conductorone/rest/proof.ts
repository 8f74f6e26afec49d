import type {RestClient} from './client.ts';
import type {ConnectorRef} from './connector-calls.ts';

/** What ConductorOne shows of a connector's data, its own built-in rows left out. */
export interface ArrivedCounts {
	accounts: number;
	entitlements: number;
	grants: number;
}

/**
 * Counts what arrived from a connector: accounts of the app, and entitlements with their grants that have the connector as
 * their source (fact sheet, section 2.13). There are no totals in the API, so every row is read: one request for 100
 * accounts and one for 10 entitlements.
 */
export async function arrivedCounts(client: RestClient, ref: ConnectorRef): Promise<ArrivedCounts> {
	// A search in a wrong app is answered with an empty list, so the app is asked for first.
	await client.app(ref.appId);
	const counts: ArrivedCounts = {accounts: 0, entitlements: 0, grants: 0};
	for await (const _account of client.appUsers(ref.appId)) counts.accounts++;
	for await (const entitlement of client.entitlements(ref.appId, ref.connectorId)) {
		if (entitlement.systemBuiltin) continue;
		counts.entitlements++;
		counts.grants += Number(entitlement.grantCount ?? 0);
	}
	return counts;
}

export interface SentCounts {
	accounts: number;
	entitlements: number;
	grants: number;
	/** Of the grants, those to accounts that are in no list: ConductorOne has nobody to show them with. */
	unlistedGrants?: number | undefined;
}

export interface ProofRow {
	what: 'accounts' | 'entitlements' | 'grants';
	sent: number;
	arrived: number;
	/** Sent but not to be seen (yet); 0 when more is seen than was sent. */
	missing: number;
	/** Sent, but nothing ConductorOne could show, and so not missing. */
	unlisted?: number;
}

export function compare(sent: SentCounts, arrived: SentCounts): ProofRow[] {
	return (['accounts', 'entitlements', 'grants'] as const).map((what) => {
		const unlisted = what === 'grants' ? (sent.unlistedGrants ?? 0) : 0;
		return {
			what,
			sent: sent[what],
			arrived: arrived[what],
			missing: Math.max(0, sent[what] - unlisted - arrived[what]),
			...(unlisted === 0 ? {} : {unlisted}),
		};
	});
}

/** Grants that were sent and that nobody waits for. */
export function unlistedOf(rows: readonly ProofRow[] | null): number {
	return rows?.reduce((sum, {unlisted = 0}) => sum + unlisted, 0) ?? 0;
}
