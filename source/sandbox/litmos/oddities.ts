import type {LitmosBehaviour} from './behaviour.ts';
import type {Field, Row, Value} from './wire.ts';

/** Fields that every record has (Litmos fact sheet, section 4). Any other may come without a value. */
const always = new Set(
	'Id UserName Name Active Completed Complete PercentageComplete OriginalId CourseId ResultId ParentTeamId Courses'.split(
		' ',
	),
);
/** Texts for people. All others are looked up or compared. */
const display = new Set('FirstName LastName FullName Name Description Title'.split(' '));

/** Rows as an odd tenant shows them. `position` counts from the top of the answer. */
export function oddRows(
	rows: readonly Row[],
	fields: readonly Field[],
	{entities, nilEverywhere}: Pick<LitmosBehaviour, 'entities' | 'nilEverywhere'>,
): readonly Row[] {
	if (!entities && !nilEverywhere) return rows;
	return rows.map((row, position) =>
		row.map((value, at) => {
			const name = fields[at]?.name ?? '';
			if (nilEverywhere && position % 2 === 1 && !always.has(name)) return null;
			return entities && display.has(name) ? withEntities(value) : value;
		}),
	);
}

const named: Record<string, string> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'};

function withEntities(value: Value): Value {
	if (typeof value !== 'string') return value;
	return value.replace(/[&<>"'\u0080-\u{10ffff}]/gu, (sign) => named[sign] ?? `&#${sign.codePointAt(0)};`);
}
