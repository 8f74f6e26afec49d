import {once} from 'node:events';
import {resolve} from 'node:path';
import type {ExplorerClient} from '../../c1z/explorer-client.ts';
import type {RelatedLine} from '../../c1z/explorer-items.ts';
import {type Finding, type FindingId, says} from '../../findings/findings.ts';
import {findingKinds} from '../../findings/kinds.ts';
import {findingMessages} from '../../findings/messages.ts';
import {Problem} from '../../problem/problem.ts';
import {count, plural} from '../../text/amounts.ts';
import {csvLines} from '../../text/csv.ts';
import {printableJson} from '../../text/printable.ts';
import type {Command, CommandContext} from '../command.ts';
import {openSession, readTenant} from '../session.ts';
import {looking} from '../setting-groups.ts';
import {findingColumns} from './lists.ts';

/** What the command `findings` says. */
const findingsMessages = {
	shown: (shown: number, total: number) => `${count(shown)} of ${plural(total, 'row')}.`,
} as const;

/** The columns of CSV, which an empty list has, too. */
const columns = {
	all: ['kind', 'subjects', 'amount', 'severity', 'about', 'finding', 'meaning', 'next'],
	one: ['type', 'id', 'name', 'apart', 'active', 'detail'],
} as const;
/** Rows of a table, as in other lists. */
const tableRows = 50;
/** Rows read at a time, so that a list of any length passes through little memory. */
const pageRows = 2000;

export const findings: Command = {
	name: 'findings',
	summary: 'Show what deserves a look before a push, and what to do about it.',
	description:
		'Looks for accounts that ConductorOne can’t match, inactive accounts that have courses, courses without members and more. With --kind, lists whom one finding is about. Reads from Litmos, or from a sync file. Nothing is sent.',
	settings: looking,
	ownOptions: {
		'--kind <kind>':
			'List the accounts, courses or teams of one finding. CSV and JSON have all of them, a table the first 50.',
		'--file <path>': 'Look into this sync file (.c1z) instead of reading Litmos.',
	},
	printsCsv: true,
	examples: {
		'litmos-connector findings --demo': 'What deserves a look',
		'litmos-connector findings --kind account-without-email --output csv > no-email.csv':
			'Everyone without an email address, for a spreadsheet',
		'litmos-connector findings --file sync.c1z --fail-on high': 'End with exit code 6 when something serious is found',
	},
	async run(context, own) {
		const kind = readKind(own.kind);
		const client = await open(context, own.file);
		const found = (await client.findings()).filter((each) => kind === undefined || each.kind === kind);
		const untold = await client.untoldFindings();
		if (kind === undefined) printAll(context, found, untold);
		else await printList(context, client, kind, found[0]);
		const told = kind === undefined ? untold : untold.filter((each) => each === kind);
		if (told.length > 0) context.progress.say(`Not told from this data: ${told.join(', ')}.`);
		const {severeFindings} = await import('../../findings/fail-on.ts');
		const severe = severeFindings(found, context.values.failOn);
		if (severe !== null) throw severe;
		return 0;
	},
};

function readKind(text: unknown): FindingId | undefined {
	if (text === undefined) return undefined;
	const kinds = Object.keys(findingKinds) as FindingId[];
	const kind = kinds.find((candidate) => candidate === text);
	if (kind !== undefined) return kind;
	throw new Problem({
		code: 'input/invalid',
		what: `--kind isn’t valid: there is no kind of finding “${text}”.`,
		next: [`Use ${kinds.join(', ')}.`],
	});
}

async function open(context: CommandContext, file: unknown): Promise<ExplorerClient> {
	const {startExplorer, startExplorerOfC1z} = await import('../../c1z/explorer-client.ts');
	if (typeof file === 'string') {
		const client = await startExplorerOfC1z(resolve(file), {signal: context.signal});
		context.onClose(() => client.close());
		return client;
	}
	const {requireSettings} = await import('../../settings/resolve.ts');
	requireSettings(context.resolved, ['source', 'apiKey']);
	const report = await readTenant(context, await openSession(context));
	const client = await startExplorer(report.workingFile);
	context.onClose(() => client.close());
	return client;
}

/** A finding with everything there is to say of it. */
function told(finding: Finding) {
	const {meaning, next} = findingMessages[finding.kind];
	return {...finding, finding: says(finding), meaning, next};
}

function printAll(context: CommandContext, found: readonly Finding[], untold: readonly FindingId[]): void {
	const rows = found.map(told);
	if (context.values.output === 'csv') {
		context.progress.end();
		process.stdout.write(csvLines(rows, true, columns.all));
		return;
	}
	context.print({findings: rows, notTold: untold}, () => {
		if (rows.length === 0) return 'No findings.\n';
		const steps = rows.filter(({next}) => next !== '').map(({finding, next}) => `${finding}: ${next}`);
		return [
			context.table(findingColumns, rows),
			...(steps.length === 0 ? [] : [`What to do\n${steps.join('\n')}\n`]),
		].join('\n');
	});
}

async function printList(
	context: CommandContext,
	client: ExplorerClient,
	kind: FindingId,
	finding: Finding | undefined,
): Promise<void> {
	const {progress, values, signal} = context;
	const item = {kind: 'finding', finding: kind} as const;
	if (values.output === 'table') {
		if (finding === undefined) return progress.say(`No finding of the kind ${kind}.`);
		const {lines, total} = await client.related(item, {offset: 0, limit: tableRows});
		context.print({}, () =>
			context.table(
				[
					{title: 'Name', value: ({name}) => name, least: 16},
					{title: 'Login or code', value: ({apart}) => apart, least: 12, goes: 1},
					{title: 'Detail', value: ({note}) => note, least: 16},
				],
				lines,
			),
		);
		return progress.say(findingsMessages.shown(lines.length, total));
	}
	const isCsv = values.output === 'csv';
	progress.end();
	if (!isCsv) {
		const head = printableJson({finding: finding === undefined ? null : told(finding)}, 2);
		await write(`${head.replace(/\n\}$/, '')},\n  "rows": [`);
	}
	for (let offset = 0, total = 1; offset < total; ) {
		signal.throwIfAborted();
		const slice = await client.related(item, {offset, limit: pageRows}, {signal});
		const rows = slice.lines.map(rowOf);
		await write(isCsv ? csvLines(rows, offset === 0, columns.one) : jsonOf(rows, offset === 0));
		if (rows.length === 0) break;
		offset += rows.length;
		total = slice.total;
	}
	if (!isCsv) await write('\n  ]\n}\n');
}

function rowOf({item, type, name, apart, active, note}: RelatedLine): Record<(typeof columns.one)[number], unknown> {
	const id = item !== null && 'id' in item ? item.id : '';
	return {type, id, name, apart, active, detail: note};
}

function jsonOf(rows: readonly object[], isFirst: boolean): string {
	return rows.map((row, index) => `${isFirst && index === 0 ? '' : ','}\n    ${printableJson(row)}`).join('');
}

/** Waits for a slow reader, so that a long list does not gather in memory. */
async function write(text: string): Promise<void> {
	if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}
