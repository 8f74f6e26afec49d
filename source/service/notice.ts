import {createHttpClient} from '../http/http-client.ts';
import {Problem} from '../problem/problem.ts';
import type {RunWay} from '../settings/run-files.ts';
import type {RunRecord, RunsOfWay} from '../settings/run-record.ts';
import {fullSentences} from '../sync/delta/messages.ts';
import {type DeltaReport, newlyDistrusted} from '../sync/delta/report.ts';
import type {Log} from '../sync/log.ts';
import {noticeMessages} from './messages.ts';

/** What a webhook gets: figures and codes, never a name of a person, a course or a file, and no secret. */
export interface Notice {
	/** One sentence, which chat services show. */
	text: string;
	event: 'failed' | 'drop-guard' | 'recovered' | 'delta-distrusted' | 'key-expires';
	way: RunWay;
	/** Litmos account name; null when the run ended before it was known. */
	source: string | null;
	at: string;
	exit: number;
	/** Code of the error, see the troubleshooting page. */
	code: string | null;
	lastSuccessAt: string | null;
	/** Of `delta-distrusted`: why lists were all read, by kind, and how many changes were not reported or came late. */
	delta?: Pick<DeltaReport, 'full' | 'untold' | 'late'>;
	/** Of `key-expires`: when the personal API key of ConductorOne ends. */
	expiresAt?: string;
	version: string;
}

export interface Ended {
	way: RunWay;
	run: RunRecord;
	/** The runs of the same way before this one. */
	before: RunsOfWay | undefined;
	/** It was sent although much was gone. */
	isDoubtful?: boolean;
	/** How a sync by changes went; absent where it is off. */
	delta?: DeltaReport | undefined;
	source: string | undefined;
	/** When the personal API key of ConductorOne ends; absent without one. */
	expiresAt?: string | undefined;
	version: string;
}

/**
 * The notice of a run that ended, or null when there is nothing to tell: it went well as the one before, somebody stopped
 * it, or a service fails as it did the last time.
 */
export function noticeOf(ended: Ended): Notice | null {
	const {way, run, before, isDoubtful = false, source} = ended;
	const code = run.error?.code ?? null;
	if (code === 'cancelled') return null;
	const failedBefore = before !== undefined && before.last.exit !== 0;
	const isSame = way === 'service' && failedBefore && before.last.error?.code === code;
	if (run.exit !== 0 && isSame) return null;
	const event =
		code === 'push/drop-guard' || isDoubtful
			? 'drop-guard'
			: run.exit !== 0
				? 'failed'
				: failedBefore
					? 'recovered'
					: null;
	if (event === null) return null;
	const text = noticeMessages[event](way, source ?? '', code ?? '', run.exit);
	return {...about(ended), text, event};
}

/**
 * The notice of a sync by changes that read in full because what Litmos reports can't be trusted; null when there is nothing to
 * tell, or when the run before told the same.
 */
export function deltaNoticeOf(ended: Ended): Notice | null {
	const {way, before, source, delta} = ended;
	if (delta === undefined) return null;
	const kinds = newlyDistrusted(delta, before?.last.details?.delta?.full);
	if (kinds.length === 0) return null;
	const {full, untold, late} = delta;
	return {
		...about(ended),
		text: noticeMessages['delta-distrusted'](way, source ?? '', fullSentences(delta, kinds)),
		event: 'delta-distrusted',
		delta: {full, untold, late},
	};
}

/** What every notice has. */
function about({way, run, before, source, version}: Ended): Omit<Notice, 'text' | 'event'> {
	return {
		way,
		source: source ?? null,
		at: run.finishedAt,
		exit: run.exit,
		code: run.error?.code ?? null,
		lastSuccessAt: run.exit === 0 ? run.finishedAt : (before?.lastSuccessAt ?? null),
		version,
	};
}

/** Days before the end of a key at which it is told. */
const reminders = [14, 7, 3, 1, 0];
const day = 24 * 60 * 60 * 1000;

/**
 * The notice of a personal API key that ends soon, once for each reminder that has passed since the run before; null when
 * there is nothing to tell. Pushes go on without that key; status, connect and the steering of the connector do not.
 */
export function keyNoticeOf(ended: Ended): Notice | null {
	const {run, before, source, expiresAt} = ended;
	const end = Date.parse(expiresAt ?? '');
	if (expiresAt === undefined || Number.isNaN(end)) return null;
	const passedAt = (time: string) => reminders.filter((days) => Date.parse(time) >= end - days * day).length;
	if (passedAt(run.finishedAt) <= (before === undefined ? 0 : passedAt(before.last.finishedAt))) return null;
	const days = Math.floor((end - Date.parse(run.finishedAt)) / day);
	return {
		...about(ended),
		text: noticeMessages['key-expires'](source ?? '', days < 0 ? null : days),
		event: 'key-expires',
		expiresAt,
	};
}

/** Tells a webhook what there is to tell of a run that ended. Never throws; what does not arrive is logged. */
export async function tellWebhook(url: string, ended: Ended, log: Log | undefined): Promise<void> {
	for (const notice of [noticeOf(ended), deltaNoticeOf(ended), keyNoticeOf(ended)]) {
		const failure = notice === null ? null : await sendNotice(url, notice);
		if (failure !== null) log?.('warn', 'webhook not told', {reason: failure});
	}
}

/** Posts a notice as JSON; one try of ten seconds. Gives why it did not arrive, else null; never throws. */
async function sendNotice(url: string, notice: Notice): Promise<string | null> {
	const http = createHttpClient();
	try {
		const answer = await http.request(url, {
			method: 'POST',
			headers: {'content-type': 'application/json'},
			body: JSON.stringify(notice),
			timeoutMs: 10_000,
			deadlineMs: 10_000,
		});
		answer.discard();
		return answer.status < 300 ? null : `HTTP ${answer.status}`;
	} catch (error) {
		return Problem.from(error).code;
	} finally {
		http.close();
	}
}
