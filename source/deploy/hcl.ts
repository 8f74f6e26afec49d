/** The little of HCL that the Terraform files need: blocks of attributes, with strings that cannot break out. */
export type HclValue = string | boolean | number | readonly HclValue[] | HclExpression | HclMap;

/** Keys are quoted where they are no identifiers. */
export interface HclMap {
	readonly [key: string]: HclValue;
}

/** Text put in as it stands, such as `var.litmos_source`. One line. */
export class HclExpression {
	readonly text: string;
	constructor(text: string) {
		this.text = text;
	}
}
export const expression = (text: string) => new HclExpression(text);

export interface HclBlock {
	/** `resource`, `variable`, … and its labels. */
	type: string;
	labels?: readonly string[];
	comment?: string;
	attributes?: HclMap;
	blocks?: readonly HclBlock[];
}

/** A resource of Terraform; all but one of a kind have the same name. */
export function resource(kind: string, attributes?: HclMap, more: Pick<HclBlock, 'comment' | 'blocks'> = {}): HclBlock {
	return {type: 'resource', labels: [kind, 'litmos'], ...more, ...(attributes && {attributes})};
}

/** Renders blocks as `terraform fmt` leaves them. */
export function renderHcl(blocks: readonly HclBlock[]): string {
	return `${blocks.map((block) => renderBlock(block, '')).join('\n\n')}\n`;
}

/** Renders attributes alone, as a `.tfvars` file holds them. */
export function renderAttributes(attributes: HclMap): string {
	return `${renderEntries(attributes, '').join('\n')}\n`;
}

function renderBlock(block: HclBlock, indent: string): string {
	const inner = `${indent}  `;
	const comment = block.comment
		? `${block.comment
				.split('\n')
				.map((line) => `${indent}# ${line}`)
				.join('\n')}\n`
		: '';
	const head = [block.type, ...(block.labels ?? []).map(quote)].join(' ');
	const lines = renderEntries(block.attributes ?? {}, inner);
	for (const child of block.blocks ?? []) {
		if (lines.length > 0) lines.push('');
		lines.push(renderBlock(child, inner));
	}
	return lines.length === 0
		? `${comment}${indent}${head} {}`
		: `${comment}${indent}${head} {\n${lines.join('\n')}\n${indent}}`;
}

/** `terraform fmt` aligns the equal signs of neighbors, but not of values that take several lines. */
function renderEntries(map: HclMap, indent: string): string[] {
	const entries = Object.entries(map).map(([key, value]) => ({key: keyOf(key), value: render(value, indent)}));
	const isLong = ({value}: {value: string}) => value.includes('\n');
	return entries.map((entry, at) => {
		if (isLong(entry)) return `${indent}${entry.key} = ${entry.value}`;
		let [first, last] = [at, at];
		while (first > 0 && !isLong(entries[first - 1] ?? entry)) first--;
		while (last < entries.length - 1 && !isLong(entries[last + 1] ?? entry)) last++;
		const width = Math.max(...entries.slice(first, last + 1).map(({key}) => key.length));
		return `${indent}${entry.key.padEnd(width)} = ${entry.value}`;
	});
}

const keyOf = (key: string) => (/^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) ? key : quote(key));

function render(value: HclValue, indent: string): string {
	if (value instanceof HclExpression) return value.text;
	if (typeof value === 'string') return quote(value);
	if (typeof value === 'boolean' || typeof value === 'number') return String(value);
	if (!isList(value)) {
		const lines = renderEntries(value, `${indent}  `);
		return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`;
	}
	if (value.every((item) => typeof item !== 'object' || item instanceof HclExpression)) {
		const line = `[${value.map((item) => render(item, indent)).join(', ')}]`;
		if (line.length <= 100) return line;
	}
	return `[\n${value.map((item) => `${indent}  ${render(item, `${indent}  `)},\n`).join('')}${indent}]`;
}

const isList = (value: readonly HclValue[] | HclMap): value is readonly HclValue[] => Array.isArray(value);

/** A quoted template: JSON's escapes but for two that HCL lacks, and `${` and `%{` would start an interpolation. */
export function quote(text: string): string {
	return JSON.stringify(text)
		.replace(/\\[\\"nrtu]|\\b|\\f/g, (sequence) => ({'\\b': '\\u0008', '\\f': '\\u000c'})[sequence] ?? sequence)
		.replace(/[$%](?=\{)/g, '$&$&');
}
