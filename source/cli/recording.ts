import {type Ended, tellWebhook} from '../service/notice.ts';
import type {RunWay} from '../settings/run-files.ts';
import {type RunRecord, readRuns, recordRun} from '../settings/run-record.ts';
import type {SettingValues} from '../settings/settings.ts';
import type {Log} from '../sync/log.ts';
import {runDetails} from '../sync/run-details.ts';
import {version} from '../threads/thread.ts';
import type {CommandContext} from './command.ts';
import {keyExpiry} from './key-expiry.ts';

/** What a command did, as far as it came. */
type Done = Pick<CommandContext['outcome'], 'counts' | 'read'>;

/** A run under way whose end is kept, and told to a webhook if there is one. */
export interface Recording {
	/** The first end counts. */
	end(exit: number, done: Done, error: RunRecord['error']): void;
	/** Tells the webhook, once the run has ended. Never throws. */
	tell(values: Pick<SettingValues, 'notify' | 'source'>, log: Log | undefined): Promise<void>;
}

export function beginRecording(stateFolder: string, way: RunWay): Recording {
	const startedAt = new Date().toISOString();
	let ended: Omit<Ended, 'source'> | undefined;
	let isEnded = false;
	return {
		end(exit, {counts, read}, error) {
			if (isEnded) return;
			isEnded = true;
			const before = readRuns(stateFolder)[way];
			const run: RunRecord = {
				startedAt,
				finishedAt: new Date().toISOString(),
				exit,
				counts: error === null ? counts : null,
				error,
				...(read && {details: runDetails(read.report, {failure: error?.code ?? null, threshold: read.threshold})}),
			};
			recordRun(stateFolder, way, run);
			ended = {way, run, before, version, delta: read?.report.delta};
		},
		async tell({notify, source}, log) {
			const told = ended;
			ended = undefined;
			if (notify === undefined || told === undefined) return;
			await tellWebhook(notify, {...told, source, expiresAt: await keyExpiry(stateFolder)}, log);
		},
	};
}
