import {deltaNoticeOf, keyNoticeOf, type Notice, noticeOf, sendNotice} from '../service/notice.ts';
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
	let notices: ((source: string | undefined, expiresAt: string | undefined) => (Notice | null)[]) | undefined;
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
			notices = (source, expiresAt) => [
				noticeOf({way, run, before, source, version}),
				deltaNoticeOf({way, run, before, source, version, delta: read?.report.delta}),
				keyNoticeOf({way, run, before, source, version, expiresAt}),
			];
		},
		async tell({notify, source}, log) {
			const ended = notices;
			notices = undefined;
			if (notify === undefined || ended === undefined) return;
			for (const notice of ended(source, await keyExpiry(stateFolder))) {
				const failure = notice === null ? null : await sendNotice(notify, notice);
				if (failure !== null) log?.('warn', 'webhook not told', {reason: failure});
			}
		},
	};
}
