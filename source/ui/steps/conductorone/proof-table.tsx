import {Box} from 'ink';
import {unlistedOf} from '../../../conductorone/rest/proof.ts';
import type {Proof} from '../../../setup/conductorone/watch.ts';
import {connectLeavingMessages} from '../../../setup/leaving-messages.ts';
import {count} from '../../../text/amounts.ts';
import {SummaryTable} from '../../components/summary-table/summary-table.tsx';
import {type DrawnBlock, hintBlock} from '../last-page.tsx';

const titles = {accounts: 'Accounts', entitlements: 'Entitlements', grants: 'Grants'} as const;
/** Screen rows of the table. */
const proofRows = 4;

/** The table and, where fewer grants can show than were sent, the reason. */
export function proofBlocks(proof: Proof | null, columns: number): DrawnBlock[] {
	if (proof === null) return [];
	const unlisted = unlistedOf(proof.rows);
	return [
		{id: 'proof', rows: proofRows, priority: 1, hasGap: true, draw: () => <ProofTable proof={proof} />},
		...(unlisted === 0 ? [] : [hintBlock('unlisted', connectLeavingMessages.unlisted(unlisted), columns, 2)]),
	];
}

/** ConductorOne's own counts beside ours; without ours where nobody knows what was sent. */
function ProofTable({proof}: {proof: Proof}) {
	const rows = (['accounts', 'entitlements', 'grants'] as const).map((what) => {
		const row = proof.rows?.find((one) => one.what === what);
		return {
			'In ConductorOne': titles[what],
			...(row === undefined ? {} : {Sent: count(row.sent)}),
			Arrived: count(proof.arrived[what]),
			...(row === undefined ? {} : {Missing: row.missing === 0 ? '–' : count(row.missing)}),
		};
	});
	return (
		<Box marginLeft={1}>
			<SummaryTable rows={rows} />
		</Box>
	);
}
