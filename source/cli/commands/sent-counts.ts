import {existsSync, statSync} from 'node:fs';
import {join} from 'node:path';
import type {SentCounts} from '../../conductorone/rest/proof.ts';
import {litmosCatalogId} from '../../conductorone/rest/set-up.ts';
import {litmosBaseUrl} from '../../settings/settings.ts';
import type {Progress} from '../../setup/conductorone/progress.ts';
import {countSent, sentCountsOf} from '../../setup/conductorone/sent.ts';
import {lastPushPath} from '../../sync/last-push-path.ts';
import {savedSync} from '../../sync/saved-sync.ts';
import {workingFilePath} from '../../sync/working-file-path.ts';
import type {CommandContext} from '../command.ts';
import {sentByLitmos} from './connector-texts.ts';

export interface Sent {
	counts: SentCounts;
	/** When, ISO 8601; null when nothing was sent from here and the counts are of what was read. */
	at: string | null;
	/** How these counts are known, for people. */
	text: string;
}

/**
 * What ought to be in ConductorOne: what was pushed last from here, else what a recent reading of Litmos held. Undefined
 * when nobody knows, for instance when another machine pushes.
 *
 * @param progress the set-up of the connector, when it was done from here
 */
export async function sentCounts(context: CommandContext, progress: Progress | undefined): Promise<Sent | undefined> {
	const isHosted = progress?.connector?.catalogId === litmosCatalogId;
	const pushed = isHosted ? undefined : await lastPush(context);
	if (pushed !== undefined) return pushed;
	if (progress?.pushed !== undefined) {
		const {at, counts} = progress.pushed;
		return {counts, at, text: `pushed at ${at}`};
	}
	const counts = progress?.sent ?? (isHosted ? await sentByLitmos(context) : undefined);
	return counts === undefined ? undefined : {counts, at: null, text: 'as read from Litmos'};
}

async function lastPush({values, stateFolder, saved, signal}: CommandContext): Promise<Sent | undefined> {
	if (values.source === undefined) return undefined;
	const folder = join(stateFolder, 'syncs');
	const tenant = {baseUrl: litmosBaseUrl(values), source: values.source};
	const file = lastPushPath(workingFilePath(folder, tenant));
	if (!existsSync(file)) return undefined;
	const at = statSync(file).mtime.toISOString();
	const text = `pushed at ${at}`;
	const read = savedSync(folder, tenant);
	const last = saved?.read().lastPush;
	// Counting in the working file is quick; the sealed file has to be unpacked for it.
	if (read !== null && last?.file === file && last.syncId === read.syncId && at <= last.at) {
		return {counts: await sentCountsOf(read.path, signal), at, text};
	}
	const {startExplorerOfC1z} = await import('../../c1z/explorer-client.ts');
	return {counts: await countSent(() => startExplorerOfC1z(file, {signal}), signal), at, text};
}
