/** The little of HCL that the Terraform files need: blocks of attributes, with strings that cannot break out. */
export type HclValue = string | boolean | readonly HclValue[] | HclExpression;

/** Text put in as it stands, such as `var.litmos_source`. */
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
	attributes?: Record<string, HclValue>;
	blocks?: readonly HclBlock[];
}

/** Renders blocks the way `terraform fmt` would: two spaces, equal signs aligned. */
export function renderHcl(blocks: readonly HclBlock[]): string {
	return `${blocks.map((block) => renderBlock(block, '')).join('\n\n')}\n`;
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
	const entries = Object.entries(block.attributes ?? {});
	const width = Math.max(0, ...entries.map(([key]) => key.length));
	const lines = entries.map(([key, value]) => `${inner}${key.padEnd(width)} = ${render(value, inner)}`);
	for (const child of block.blocks ?? []) {
		if (lines.length > 0) lines.push('');
		lines.push(renderBlock(child, inner));
	}
	return `${comment}${indent}${head} {\n${lines.join('\n')}\n${indent}}`;
}

function render(value: HclValue, indent: string): string {
	if (value instanceof HclExpression) return value.text;
	if (typeof value === 'string') return quote(value);
	if (typeof value === 'boolean') return String(value);
	if (value.length === 0) return '[]';
	return `[\n${value.map((item) => `${indent}  ${render(item, `${indent}  `)},\n`).join('')}${indent}]`;
}

/** A quoted template: JSON's escapes but for two that HCL lacks, and `${` and `%{` would start an interpolation. */
export function quote(text: string): string {
	return JSON.stringify(text)
		.replace(/\\[\\"nrtu]|\\b|\\f/g, (sequence) => ({'\\b': '\\u0008', '\\f': '\\u000c'})[sequence] ?? sequence)
		.replace(/[$%](?=\{)/g, '$&$&');
}
