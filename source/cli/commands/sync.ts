import {access, constants, stat} from 'node:fs/promises';
import {dirname, resolve} from 'node:path';
import type {SealProgress} from '../../c1z/working-file.types.ts';
import {Problem, type ProblemWords} from '../../problem/problem.ts';
import type {SyncReport} from '../../sync/sync.types.ts';
import type {Command} from '../command.ts';
import {openSession, readTenant, withNothingLost} from '../session.ts';
import {parts, reading, tenant} from '../setting-groups.ts';

/** What the command `sync` says. */
const syncWords = {
	summary: 'Read Litmos into a file for ConductorOne.',
	description: 'Reads Litmos and writes a file that ConductorOne and its tools read. Nothing is sent anywhere.',
	examples: {
		plain: 'Into sync.c1z, the key from the environment',
		courses: 'Two courses only, into a file of another name',
		demo: 'Try it',
	},
	notWritten: 'The file was not written. What was read is kept; the same command goes on from there.',
	noEarlierSync: (file: string, problem: string) =>
		`${file} held no sync that can be kept beside the new one: ${problem}`,
	facts: {
		accounts: 'Accounts',
		teams: 'Teams',
		courses: 'Courses',
		entitlements: 'Entitlements',
		grants: 'Grants',
		warnings: 'Warnings',
	},
	written: (file: string, bytes: number, requests: number) =>
		`Written to ${file} (${bytes} bytes, ${requests} requests).`,
	reported: (report: string) => `What was done is told in ${report}.`,
	notReported: 'The report could not be written beside it.',
	unknownTypes: (unknown: readonly string[], known: readonly string[]): ProblemWords => ({
		what: `--sync-resource-types cannot be used: there is no “${unknown.join('”, “')}” in Litmos.`,
		next: [`Choose among ${known.join(', ')}.`],
	}),
	isFolder: (path: string): ProblemWords => ({
		what: `The file cannot be written: ${path} is a folder`,
		next: ['Give the path of a file with --file.'],
	}),
	notReplaceable: (path: string, form: 'newer' | 'other'): ProblemWords => ({
		what: `${path} exists and is not a sync file that can be replaced`,
		why:
			form === 'newer'
				? 'It is in the newer form of ConductorOne’s own programs, which this program does not write.'
				: 'It holds something else, so nothing was read or overwritten.',
		next: ['Give another path with --file, or remove that file.'],
	}),
	noFolder: (folder: string): ProblemWords => ({
		what: `The file cannot be written: there is no folder ${folder}`,
		next: ['Make that folder, or give another path with --file.'],
	}),
	folderDenied: (folder: string): ProblemWords => ({
		what: `The file cannot be written: this program may not write in ${folder}`,
		next: ['Change the permissions of the folder, or give another path with --file.'],
	}),
} as const;

/** Resource types that a sync can be narrowed down to. */
const types = ['user', 'team', 'course', 'learning_path', 'module', 'access_level'];

export const sync: Command = {
	name: 'sync',
	summary: syncWords.summary,
	description: syncWords.description,
	settings: ['file', ...tenant, ...reading, ...parts],
	needs: ['source', 'apiKey'],
	logsToStderr: true,
	examples: [
		{words: syncWords.examples.plain, line: 'BATON_API_KEY=… litmos-connector sync --source acme'},
		{
			words: syncWords.examples.courses,
			line: 'litmos-connector sync --source acme --limited-courses 1042,SAFE-1 -f out.c1z',
		},
		{words: syncWords.examples.demo, line: 'litmos-connector sync --demo -f out.c1z'},
	],
	async run(context) {
		const {values, signal, progress, interruption} = context;
		const wanted = values.syncResourceTypes;
		const unknown = wanted?.filter((type) => !types.includes(type)) ?? [];
		if (unknown.length > 0) {
			throw new Problem({code: 'input/invalid', ...syncWords.unknownTypes(unknown, types)});
		}
		const out = resolve(values.file);
		const earlier = await requireSyncFile(out);
		const session = await openSession(context);
		const report = await readTenant(context, session);
		interruption.words = syncWords.notWritten;
		const options = {
			skipEntitlementsAndGrants: values.skipEntitlementsAndGrants,
			skipGrants: values.skipGrants,
			...(wanted === undefined ? {} : {resourceTypeIds: wanted}),
			signal,
			onProgress: (step: SealProgress) => progress.sealing(step),
		};
		const file = await session
			.seal(report.workingFile, out, earlier ? {...options, keepPrevious: out} : options)
			.catch((error: unknown) => {
				const problem = Problem.from(error);
				if (!earlier || !problem.code.startsWith('file/')) throw withNothingLost(problem, context);
				// A sync file with no finished sync in it, or a huge one: the new one takes its place, as the person asked.
				progress.say(syncWords.noEarlierSync(out, problem.what));
				return session.seal(report.workingFile, out, options);
			});
		context.saved?.update({used: file.syncId});
		const reported = await reportBeside(out, {...report, counts: file.counts});
		const {counts} = file;
		const {facts} = syncWords;
		context.print(
			{
				file: out,
				...file,
				report: reported,
				warnings: report.warnings,
				requests: report.requests,
				resumed: report.resumed,
			},
			() =>
				context.facts([
					[facts.accounts, counts.accounts],
					[facts.teams, counts.teams],
					[facts.courses, counts.courses],
					[facts.entitlements, counts.entitlements],
					[facts.grants, counts.grants],
					[facts.warnings, counts.warnings],
				]),
		);
		progress.say(syncWords.written(out, file.bytes, report.requests.spent));
		progress.say(reported === null ? syncWords.notReported : syncWords.reported(reported));
		return 0;
	},
};

/** Gives the path of the report. The file is good without one, so a failure to write it gives null. */
async function reportBeside(out: string, report: SyncReport): Promise<string | null> {
	const {reportPath, writeReport} = await import('../../sync/report.ts');
	try {
		writeReport(out, report);
		return reportPath(out);
	} catch {
		return null;
	}
}

/** True when there is a sync file at the path, false when there is none. Anything else there is not ours to overwrite. */
async function requireSyncFile(path: string): Promise<boolean> {
	await requireFolder(dirname(path));
	if (await isFolder(path)) {
		throw new Problem({code: 'input/invalid', ...syncWords.isFolder(path)});
	}
	const {formOf} = await import('../../c1z/keep-previous.ts');
	const form = await formOf(path);
	if (form === 'missing') return false;
	if (form === 'c1z') return true;
	throw new Problem({
		code: 'input/invalid',
		...syncWords.notReplaceable(path, form === 'c1z-3' ? 'newer' : 'other'),
	});
}

/** Said before anything is read from Litmos: it may take an hour until the file is written. */
async function requireFolder(folder: string): Promise<void> {
	if (!(await isFolder(folder))) {
		throw new Problem({code: 'input/invalid', ...syncWords.noFolder(folder)});
	}
	try {
		await access(folder, constants.W_OK | constants.X_OK);
	} catch (error) {
		throw new Problem({code: 'disk/denied', ...syncWords.folderDenied(folder), cause: error});
	}
}

function isFolder(path: string): Promise<boolean> {
	return stat(path).then(
		(found) => found.isDirectory(),
		() => false,
	);
}
