import type {Proof} from '../../../setup/conductorone/watch.ts';
import {SummaryTable} from '../../components/summary-table/summary-table.tsx';
import {guidedWords} from './words.ts';

const words = guidedWords.proof;

/** ConductorOne's own counts beside ours; a dash where nobody knows what was sent. */
export function ProofTable({proof}: {proof: Proof}) {
	const {columns} = words;
	const rows = (['accounts', 'entitlements', 'grants'] as const).map((what) => {
		const row = proof.rows?.find((one) => one.what === what);
		return {
			[columns.what]: words.what[what],
			[columns.sent]: row === undefined ? words.unknown : words.number(row.sent),
			[columns.arrived]: words.number(proof.arrived[what]),
			[columns.missing]: row === undefined ? words.unknown : words.number(row.missing),
		};
	});
	return <SummaryTable rows={rows} />;
}
