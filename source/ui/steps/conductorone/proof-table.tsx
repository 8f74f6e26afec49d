import type {Proof} from '../../../setup/conductorone/watch.ts';
import {SummaryTable} from '../../components/summary-table/summary-table.tsx';
import {Text} from '../../components/text/text.tsx';
import {useSize} from '../../provider.tsx';
import {guidedWords} from './messages.ts';

const words = guidedWords.proof;
/** Screen rows below which the table gives way to plain lines. */
const roomForTable = 20;

/** ConductorOne's own counts beside ours; a dash where nobody knows what was sent. */
export function ProofTable({proof}: {proof: Proof}) {
	const {columns} = words;
	const {rows: room} = useSize();
	const rows = (['accounts', 'entitlements', 'grants'] as const).map((what) => {
		const row = proof.rows?.find((one) => one.what === what);
		return {
			[columns.what]: words.what[what],
			[columns.sent]: row === undefined ? words.unknown : words.number(row.sent),
			[columns.arrived]: words.number(proof.arrived[what]),
			[columns.missing]: row === undefined ? words.unknown : words.number(row.missing),
		};
	});
	if (room < roomForTable) {
		return rows.map((row) => (
			<Text key={row[columns.what]} wrap="truncate">
				{words.line(String(row[columns.what]), row[columns.sent], row[columns.arrived], row[columns.missing])}
			</Text>
		));
	}
	return <SummaryTable rows={rows} />;
}
