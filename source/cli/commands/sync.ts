import {access, constants, stat} from 'node:fs/promises';
import {dirname, resolve} from 'node:path';
import type {SealProgress} from '../../c1z/contract.ts';
import {Problem} from '../../problem/problem.ts';
import type {SyncReport} from '../../sync/sync.types.ts';
import type {Command} from '../command.ts';
import {openSession, readTenant, withNothingLost} from '../session.ts';
import {parts, reading, tenant} from '../setting-groups.ts';

/** Resource types that a sync can be narrowed down to. */
const types = ['user', 'team', 'course', 'learning_path', 'module', 'access_level'];

export const sync: Command = {
	name: 'sync',
	summary: 'Read Litmos into a file for ConductorOne.',
	description: 'Reads Litmos and writes a file that ConductorOne and its tools read. Nothing is sent anywhere.',
	settings: ['file', ...tenant, ...reading, ...parts],
	needs: ['source', 'apiKey'],
	logsToStderr: true,
	examples: [
		{words: 'Into sync.c1z, the key from the environment', line: 'BATON_API_KEY=… litmos-connector sync --source acme'},
		{
			words: 'Two courses only, into a file of another name',
			line: 'litmos-connector sync --source acme --limited-courses 1042,SAFE-1 -f out.c1z',
		},
		{words: 'Try it', line: 'litmos-connector sync --demo -f out.c1z'},
	],
	async run(context) {
		const {values, signal, progress, interruption} = context;
		const wanted = values.syncResourceTypes;
		const unknown = wanted?.filter((type) => !types.includes(type)) ?? [];
		if (unknown.length > 0) {
			throw new Problem({
				code: 'input/invalid',
				what: `--sync-resource-types cannot be used: there is no “${unknown.join('”, “')}” in Litmos.`,
				next: [`Choose among ${types.join(', ')}.`],
			});
		}
		const out = resolve(values.file);
		const earlier = await requireSyncFile(out);
		const session = await openSession(context);
		const report = await readTenant(context, session);
		interruption.words = 'The file was not written. What was read is kept; the same command goes on from there.';
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
				progress.say(`${out} held no sync that can be kept beside the new one: ${problem.what}`);
				return session.seal(report.workingFile, out, options);
			});
		context.saved?.update({used: file.syncId});
		const reported = await reportBeside(out, {...report, counts: file.counts});
		const {counts} = file;
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
					['Accounts', counts.accounts],
					['Teams', counts.teams],
					['Courses', counts.courses],
					['Entitlements', counts.entitlements],
					['Grants', counts.grants],
					['Warnings', counts.warnings],
				]),
		);
		progress.say(`Written to ${out} (${file.bytes} bytes, ${report.requests.spent} requests).`);
		progress.say(
			reported === null ? 'The report could not be written beside it.' : `What was done is told in ${reported}.`,
		);
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
		throw new Problem({
			code: 'input/invalid',
			what: `The file cannot be written: ${path} is a folder`,
			next: ['Give the path of a file with --file.'],
		});
	}
	const {formOf} = await import('../../c1z/keep-previous.ts');
	const form = await formOf(path);
	if (form === 'missing') return false;
	if (form === 'c1z') return true;
	throw new Problem({
		code: 'input/invalid',
		what: `${path} exists and is not a sync file that can be replaced`,
		why:
			form === 'c1z-3'
				? 'It is in the newer form of ConductorOne’s own programs, which this program does not write.'
				: 'It holds something else, so nothing was read or overwritten.',
		next: ['Give another path with --file, or remove that file.'],
	});
}

/** Said before anything is read from Litmos: it may take an hour until the file is written. */
async function requireFolder(folder: string): Promise<void> {
	if (!(await isFolder(folder))) {
		throw new Problem({
			code: 'input/invalid',
			what: `The file cannot be written: there is no folder ${folder}`,
			next: ['Make that folder, or give another path with --file.'],
		});
	}
	try {
		await access(folder, constants.W_OK | constants.X_OK);
	} catch (error) {
		throw new Problem({
			code: 'disk/denied',
			what: `The file cannot be written: this program may not write in ${folder}`,
			next: ['Change the permissions of the folder, or give another path with --file.'],
			cause: error,
		});
	}
}

function isFolder(path: string): Promise<boolean> {
	return stat(path).then(
		(found) => found.isDirectory(),
		() => false,
	);
}
