import {globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {parseAst} from 'vitest/node';

/** Every text of the messages modules with sample values, for a test and for a person to read. */
export const source = join(import.meta.dirname, '../../source');
export const messageFiles = globSync(['**/messages.ts', '**/*-messages.ts'], {cwd: source})
	.filter((file) => !file.startsWith('sandbox'))
	.sort();

/** One text: where it is, for which number, and what it says. */
export interface Said {
	file: string;
	/** Names that lead to it, such as `reviewMessages.amounts`. */
	path: string;
	/** The number that every amount had. */
	amount: number;
	text: string;
}

interface Node {
	type: string;
	[key: string]: unknown;
}
const isNode = (value: unknown): value is Node =>
	typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
const nameOf = (node: unknown): string => (isNode(node) ? String(node.name ?? node.value ?? '') : '');
const unwrapped = (node: unknown): Node | undefined => {
	if (!isNode(node)) return undefined;
	return /^TS(As|Satisfies)Expression$/.test(node.type) ? unwrapped(node.expression) : node;
};

/** Samples by the name of a value: what a person would see there. */
const samples: readonly (readonly [RegExp, string])[] = [
	[/host|address|url/i, 'acme.conductor.one'],
	[/source|account$/i, 'acme'],
	[/folder|path|file|log/i, '/home/ada/litmos'],
	[/command|flag/i, 'litmos-connector push'],
	[/course/i, 'Code of Conduct'],
	[/email|login/i, 'ada@example.com'],
	[/app/i, 'Litmos'],
	[/reason|message|why|problem|error|detail/i, 'the connection was refused'],
	[/day|date|at$|since/i, '2026-11-28'],
];
const sampleText = (name: string) => samples.find(([pattern]) => pattern.test(name))?.[1] ?? 'Ada Okafor';

/** A value of the annotated type, with `amount` for every number and so many entries in every list. */
function sampleOf(type: Node | undefined, name: string, amount: number): unknown {
	switch (type?.type) {
		case 'TSNumberKeyword':
			return amount;
		case 'TSBooleanKeyword':
			return amount > 0;
		case 'TSNullKeyword':
			return null;
		case 'TSUndefinedKeyword':
			return undefined;
		case 'TSLiteralType':
			return isNode(type.literal) ? type.literal.value : '';
		case 'TSUnionType': {
			const [first, ...rest] = (type.types as Node[]).filter((one) => !/Null|Undefined/.test(one.type));
			return sampleOf(amount > 1 ? (rest[0] ?? first) : first, name, amount);
		}
		case 'TSArrayType':
			return Array.from({length: amount}, () => sampleOf(type.elementType as Node, name.replace(/s$/, ''), amount));
		case 'TSTypeOperator':
			return sampleOf(type.typeAnnotation as Node, name, amount);
		case 'TSTypeLiteral':
			return Object.fromEntries(
				(type.members as Node[]).map((member) => {
					const key = nameOf(member.key);
					return [key, sampleOf((member.typeAnnotation as Node | undefined)?.typeAnnotation as Node, key, amount)];
				}),
			);
		case 'TSTypeReference': {
			const known = aliases.get(nameOf(type.typeName));
			return known === undefined ? sampleText(name) : sampleOf(known, name, amount);
		}
		default:
			return sampleText(name);
	}
}

/** Types that the module being read declares itself, by name. */
let aliases = new Map<string, Node>();

function aliasesIn(body: readonly Node[]): typeof aliases {
	const declared = body.map((statement) => (isNode(statement.declaration) ? statement.declaration : statement));
	return new Map(
		declared.flatMap((one): [string, Node][] => {
			if (one.type === 'TSTypeAliasDeclaration') return [[nameOf(one.id), one.typeAnnotation as Node]];
			if (one.type !== 'TSInterfaceDeclaration') return [];
			return [[nameOf(one.id), {type: 'TSTypeLiteral', members: (one.body as Node).body}]];
		}),
	);
}

function sampleArguments(params: readonly Node[], amount: number): unknown[] {
	return params.map((param) => {
		const node = param.type === 'AssignmentPattern' ? (param.left as Node) : param;
		const annotation = node.typeAnnotation as Node | undefined;
		return sampleOf(annotation?.typeAnnotation as Node | undefined, nameOf(node), amount);
	});
}

const textsOf = (value: unknown): string[] => {
	if (typeof value === 'string') return [value];
	if (Array.isArray(value)) return value.flatMap(textsOf);
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
};

/** All that one module can say, for the amounts 0, 1 and 2. What needs values nobody can make up is told in `skipped`. */
export async function saidBy(file: string): Promise<{said: Said[]; skipped: string[]}> {
	const module = (await import(pathToFileURL(join(source, file)).href)) as Record<string, unknown>;
	const ast = parseAst(readFileSync(join(source, file), 'utf8'), {lang: 'ts'}) as unknown as {body: Node[]};
	aliases = aliasesIn(ast.body);
	const said: Said[] = [];
	const skipped: string[] = [];
	const add = (path: string, amount: number, value: unknown) =>
		said.push(
			...textsOf(value)
				// A type of another module has no sample.
				.filter((text) => !/undefined|NaN|\[object/.test(text))
				.map((text) => ({file, path, amount, text})),
		);
	const visit = (node: Node | undefined, value: unknown, path: string): void => {
		if (typeof value === 'function') {
			for (const amount of [0, 1, 2]) {
				try {
					add(path, amount, value(...sampleArguments((node?.params ?? []) as Node[], amount)));
				} catch {
					if (!skipped.includes(path)) skipped.push(path);
				}
			}
			return;
		}
		if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
			for (const [key, each] of Object.entries(value)) {
				const property = ((node?.properties ?? []) as Node[]).find((one) => nameOf(one.key) === key);
				visit(unwrapped(property?.value), each, `${path}.${key}`);
			}
			return;
		}
		add(path, 1, value);
	};
	for (const statement of ast.body) {
		const declaration = isNode(statement.declaration) ? statement.declaration : statement;
		for (const one of (declaration.declarations ?? []) as Node[]) {
			const name = nameOf(one.id);
			if (name in module) visit(unwrapped(one.init), module[name], name);
		}
		if (declaration.type === 'FunctionDeclaration' && nameOf(declaration.id) in module) {
			visit(declaration, module[nameOf(declaration.id)], nameOf(declaration.id));
		}
	}
	return {said, skipped};
}
