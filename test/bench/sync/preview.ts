import {copyFile} from 'node:fs/promises';
import {join} from 'node:path';
import {startExplorer} from '../../../source/c1z/explorer-client.ts';
import type {SyncReport} from '../../../source/sync/events.ts';
import {lastPushPath} from '../../../source/sync/last-push-path.ts';
import type {LitmosSession} from '../../../source/sync/start-sync.ts';
import {defaultOptions} from '../../../source/sync/workspace.ts';
import type {MainThread, MainThreadFigures} from './main-thread.ts';
import type {PeakMemory} from './memory.ts';

export interface PreviewFigures {
	/** Question → ms, the first time it is asked. */
	questions: Record<string, number>;
	sealing: {seconds: number; peak: number; bytes: number; decodedBytes: number};
	comparing: {seconds: number; peak: number};
	asking: {peak: number};
	mainThread: Record<'asking' | 'sealing' | 'comparing', MainThreadFigures>;
}

/** What a person does after a sync: looks around, sends, and later compares with it; the explorer stays open. */
export async function preview(
	session: LitmosSession,
	report: SyncReport,
	folder: string,
	memory: PeakMemory,
	mainThread: MainThread,
): Promise<PreviewFigures> {
	mainThread.take();
	const timed = async <T>(work: Promise<T>): Promise<{value: T; seconds: number}> => {
		const begun = performance.now();
		const value = await work;
		return {value, seconds: (performance.now() - begun) / 1000};
	};
	const explorer = await startExplorer(report.workingFile);
	const questions: Record<string, number> = {};
	const ask = async <T>(name: string, question: Promise<T>) => {
		const {value, seconds} = await timed(question);
		questions[name] = seconds * 1000;
		return value;
	};
	const page = {offset: 0, limit: 50};
	await explorer.overview();
	const accounts = await ask('accounts', explorer.accounts(page));
	await ask('accounts, search', explorer.accounts({...page, search: 'silva'}));
	await ask('accounts, search one letter', explorer.accounts({...page, search: 'a'}));
	await ask('accounts, search nothing', explorer.accounts({...page, search: 'zzzzz'}));
	await ask('accounts, middle', explorer.accounts({...page, offset: Math.floor(accounts.total / 2)}));
	await ask('accounts, last page', explorer.accounts({...page, offset: Math.max(0, accounts.total - 50)}));
	await ask('accounts, by grants', explorer.accounts({...page, sort: 'count'}));
	const courses = await ask('courses', explorer.courses(page));
	await ask('courses, by people', explorer.courses({...page, sort: 'count'}));
	await ask('courses, search', explorer.courses({...page, search: 'safety'}));
	const teams = await ask('teams', explorer.teams(page));
	const [account, course, team] = [accounts.lines[7]!.id, courses.lines[3]!.id, teams.lines[0]!.id];
	await ask('accounts of a course', explorer.accounts({...page, course}));
	await ask('accounts of a team', explorer.accounts({...page, team}));
	const grants = await ask('grants', explorer.grants(page));
	await ask('grants, middle', explorer.grants({...page, offset: Math.floor(grants.total / 2)}));
	await ask('grants, completed', explorer.grants({...page, slug: 'completed'}));
	await ask('grants, search', explorer.grants({...page, search: 'safety'}));
	await ask('grants, search a person', explorer.grants({...page, search: accounts.lines[9]!.login}));
	await ask('grants of an account', explorer.grants({...page, account}));
	await ask('grants of a course', explorer.grants({...page, course}));
	await ask('warnings', explorer.warnings(page));
	const asking = {peak: memory.take()};
	const whileAsking = mainThread.take();
	const out = join(folder, 'sealed.c1z');
	const sealed = await timed(session.seal(report.workingFile, out));
	const sealing = {
		seconds: sealed.seconds,
		peak: memory.take(),
		bytes: sealed.value.bytes,
		decodedBytes: sealed.value.decodedBytes,
	};
	const whileSealing = mainThread.take();
	await copyFile(out, lastPushPath(report.workingFile));
	// The sync compares at its end; in the same session it has nothing left to read.
	const job = {options: defaultOptions, folder, fresh: false};
	const {seconds, value} = await timed(session.sync(job, () => {}).done);
	if (value.requests.spent > 0 || !value.comparison) throw new Error('The second sync was to compare, and only that.');
	const comparing = {seconds, peak: memory.take()};
	await ask('changes', explorer.changes(page));
	await explorer.close();
	return {
		questions,
		sealing,
		comparing,
		asking,
		mainThread: {asking: whileAsking, sealing: whileSealing, comparing: mainThread.take()},
	};
}
