import {Box} from 'ink';
import type {Proof} from '../../../setup/conductorone/watch.ts';
import {SummaryTable} from '../../components/summary-table/summary-table.tsx';
import {guidedWords} from './messages.ts';

const words = guidedWords.proof;
/** Screen rows of the table. */
export const proofRows = 4;

/** ConductorOne's own counts beside ours; without ours where nobody knows what was sent. */
export function ProofTable({proof}: {proof: Proof}) {
	const {columns} = words;
	const rows = (['accounts', 'entitlements', 'grants'] as const).map((what) => {
		const row = proof.rows?.find((one) => one.what === what);
		return {
			[columns.what]: words.what[what],
			...(row === undefined ? {} : {[columns.sent]: words.number(row.sent)}),
			[columns.arrived]: words.number(proof.arrived[what]),
			...(row === undefined ? {} : {[columns.missing]: row.missing === 0 ? words.none : words.number(row.missing)}),
		};
	});
	return (
		<Box marginLeft={1}>
			<SummaryTable rows={rows} />
		</Box>
	);
}
