import {parseAst} from 'vitest/node';

interface Node {
	type: string;
	start: number;
	[key: string]: unknown;
}
const isNode = (value: unknown): value is Node =>
	typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** How much of a string makes a text: in files that face a person, a single capital word as well. */
export type Strictness = 'words' | 'capitals';

const sideBySide = /\p{L}[\p{Po}\p{Pe}\p{Pf}]* +[\p{Ps}\p{Pi}]*\p{L}/u;
const capital = /(?<![\p{L}\p{N}])\p{Lu}\p{Ll}/u;
const besideValue = /… +\p{L}|\p{L} +…/u;
const sql =
	/^[\s(…,]*(select|insert|update|delete|create|pragma|begin|from|where|join|left|order|and|with|attach|vacuum|sort|kind|external_id|entitlement_id|analyze|key in|g\.entitlement|is null|desc)\b/;

const isText = (text: string, strictness: Strictness) =>
	!sql.test(text) && !name.test(text) && (sideBySide.test(text) || (strictness === 'capitals' && capital.test(text)));

const nameOf = (node: unknown): string =>
	!isNode(node) ? '' : node.type === 'MemberExpression' ? nameOf(node.property) : String(node.name ?? '');

/** What is inside them is no text for a person, each with the reason. */
const exempt: ((node: Node) => boolean)[] = [
	// Modules.
	({type, source}) => /^(Import|ExportAll)|^ExportNamedDeclaration$/.test(type) && isNode(source),
	// Types are no values.
	({type}) => /^TS(Literal|Template|Union|Import)/.test(type),
	// Tells a programmer of a mistake; people are told by a `Problem`.
	({type, callee}) =>
		(type === 'NewExpression' && /Error$/.test(nameOf(callee))) ||
		(type === 'CallExpression' && isNode(callee) && callee.type === 'Super'),
	// Logs stay as they are in every language, so that they can be searched for.
	({type, callee}) => type === 'CallExpression' && /^(log|trace|debug|info|warn|error|fatal)$/.test(nameOf(callee)),
	// Syntax: commands of a shell, flags, an expression of HCL.
	({type, key}) => type === 'Property' && /^(line|command|flags)$/.test(nameOf(key)),
	({type, callee}) => type === 'CallExpression' && nameOf(callee) === 'expression',
];

/** What a value is compared with is not shown by it. */
const isCompared = (parent: Node, child: Node) =>
	child.type === 'Literal' &&
	((parent.type === 'SwitchCase' && parent.test === child) ||
		(parent.type === 'BinaryExpression' && /^[!=]==$/.test(String(parent.operator))));

/** Proper names are the same in every language. */
const name = /^(Litmos|ConductorOne|Kubernetes|Terraform|Docker)$/;

/**
 * The texts a file would show to people, each with its line. Between tags no letters at all are allowed; in a string or
 * template, neither two words side by side nor (`capitals`) a word beside a value or one that begins with a capital
 * letter. SQL is exempt, and what `exempt` lists. The rule cannot tell a single small word from the name of a command, so it lets both pass.
 *
 * @param source TypeScript, with JSX where `lang` says so
 */
export function textsIn(source: string, lang: 'ts' | 'tsx', strictness: Strictness): string[] {
	const found: string[] = [];
	const say = (node: Node, text: string) =>
		found.push(`${source.slice(0, node.start).split('\n').length}: ${text.trim()}`);
	const visit = (node: Node): void => {
		if (exempt.some((isExempt) => isExempt(node))) return;
		if (node.type === 'JSXText' && /\p{L}/u.test(String(node.value))) say(node, String(node.value));
		if (node.type === 'Literal' && typeof node.value === 'string' && isText(node.value, strictness))
			say(node, node.value);
		if (node.type === 'TemplateLiteral') {
			const text = (node.quasis as {value: {cooked: string}}[]).map(({value}) => value.cooked).join('…');
			if (isText(text, strictness) || (strictness === 'capitals' && !sql.test(text) && besideValue.test(text)))
				say(node, text);
		}
		for (const child of Object.values(node).flat()) if (isNode(child) && !isCompared(node, child)) visit(child);
	};
	visit(parseAst(source, {lang}) as unknown as Node);
	return found;
}
