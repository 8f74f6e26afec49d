import type {SealProgress} from '../../c1z/seal.ts';
import {resourceTypeIds} from '../../connector/ids.ts';
import {Problem} from '../../problem/problem.ts';
import {implausible} from '../../sync/confirmation.ts';
import type {SyncReport} from '../../sync/events.ts';
import {plural, bytes as size} from '../../text/amounts.ts';
import type {Command} from '../command.ts';
import {failOnFindings, openSession, readTenant, withFlags, withNothingLost} from '../session.ts';
import {parts, reading, tenant} from '../setting-groups.ts';
import {listRows} from './run-texts.ts';

/** What the command `sync` says. */
const syncMessages = {
	written: (file: string, bytes: number, requests: number) =>
		`Saved to ${file} (${size(bytes)}, ${plural(requests, 'request')}).`,
	writtenToStdout: (bytes: number, requests: number) =>
		`Written to standard output (${size(bytes)}, ${plural(requests, 'request')}).`,
} as const;

/** Resource types that a sync can be narrowed down to. */
const types: readonly string[] = Object.values(resourceTypeIds);

export const sync: Command = {
	name: 'sync',
	summary: 'Read from Litmos and write a sync file.',
	description:
		'Reads from Litmos and writes a sync file (.c1z) for ConductorOne and its tools. Nothing is sent to ConductorOne.',
	settings: ['file', ...tenant, ...reading, ...parts, 'failOn', 'yes'],
	needs: ['source', 'apiKey'],
	logsToStderr: true,
	examples: {
		'BATON_API_KEY=… litmos-connector sync --source acme': 'Write sync.c1z, with the API key from the environment',
		'litmos-connector sync --source acme --limited-courses 1042,SAFE-1 -f out.c1z':
			'Two courses only, with another file name',
		'litmos-connector sync --demo -f out.c1z': 'Try it with demo data',
	},
	async run(context) {
		const {values, signal, progress, interruption} = context;
		const wanted = values.syncResourceTypes;
		const unknown = wanted?.filter((type) => !types.includes(type)) ?? [];
		if (unknown.length > 0) {
			throw new Problem({
				code: 'input/invalid',
				what: `--sync-resource-types isn’t valid: there is no resource type “${unknown.join('”, “')}”.`,
				next: [`Use ${types.join(', ')}.`],
			});
		}
		const {openSyncTarget} = await import('./sync-target.ts');
		const target = await openSyncTarget(values.file);
		context.onClose(() => target.close());
		const out = target.path;
		const session = await openSession(context);
		const report = await readTenant(context, session);
		const doubt = values.yes ? null : implausible(report);
		if (doubt !== null) throw withFlags(doubt, 'sync');
		failOnFindings(context, report.findings, 'sync');
		interruption.text =
			'The file wasn’t written. What was read is saved. Run the same command again to continue from there.';
		const options = {
			skipEntitlementsAndGrants: values.skipEntitlementsAndGrants,
			skipGrants: values.skipGrants,
			...(wanted === undefined ? {} : {resourceTypeIds: wanted}),
			signal,
			onProgress: (step: SealProgress) => progress.sealing(step),
		};
		const file = await session
			.seal(report.workingFile, out, target.hasEarlier ? {...options, keepPrevious: out} : options)
			.catch((error: unknown) => {
				const problem = Problem.from(error);
				if (!target.hasEarlier || !problem.code.startsWith('file/')) throw withNothingLost(problem, context);
				// A sync file with no finished sync in it, or a huge one: the new one takes its place, as the person asked.
				progress.say(`Replaced ${out} without keeping its earlier sync: ${problem.what}`);
				return session.seal(report.workingFile, out, options);
			});
		await target.deliver();
		context.saved?.update({used: file.syncId});
		const reported = target.isStdout ? null : await reportBeside(out, {...report, counts: file.counts});
		const {counts} = file;
		const data = {
			...file,
			file: target.isStdout ? '-' : out,
			path: target.isStdout ? '-' : file.path,
			report: reported,
			warnings: report.warnings,
			findings: report.findings,
			requests: report.requests,
			lists: report.lists ?? null,
			delta: report.delta ?? null,
			resumed: report.resumed,
		};
		const table = () =>
			context.facts([
				['Accounts', counts.accounts],
				['Teams', counts.teams],
				['Courses', counts.courses],
				['Entitlements', counts.entitlements],
				['Grants', counts.grants],
				['Warnings', counts.warnings],
				...listRows(report),
			]);
		if (target.isStdout) {
			progress.say(syncMessages.writtenToStdout(file.bytes, report.requests.spent), {event: 'result', ...data});
			return 0;
		}
		context.print(data, table);
		progress.say(syncMessages.written(out, file.bytes, report.requests.spent));
		progress.say(reported === null ? 'The report couldn’t be written.' : `Report: ${reported}`);
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
