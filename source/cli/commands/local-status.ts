import type {RunWay} from '../../settings/run-files.ts';
import {type RunsOfWay, readRuns} from '../../settings/run-record.ts';
import type {CommandContext, OwnValues} from '../command.ts';
import {figureLines, runText, schedulerNames, timeText} from './run-texts.ts';

const wayNames: Record<RunWay, string> = {
	schedule: 'Last nightly push',
	push: 'Last push',
	setup: 'Last push of the setup',
	service: 'Last sync of the service',
};

/** What this computer knows by itself of its runs. */
export interface LocalStatus {
	runs: Partial<Record<RunWay, RunsOfWay>>;
	/** The schedule that is there; null = none. */
	schedule: {kind: string; next: string | null} | null;
	/** Names and values to show. */
	facts: (readonly [name: string, value: string])[];
	/** 1 when no run has succeeded for as long as `--max-age` allows. */
	exit: 0 | 1;
}

/** Throws `input/invalid` for a `--max-age` that is no time. */
export async function localStatus(context: CommandContext, own: OwnValues): Promise<LocalStatus> {
	const {stateFolder, progress} = context;
	const {scheduleOf} = await import('../../setup/schedule/scheduler.ts');
	const runs = readRuns(stateFolder);
	const entries = Object.entries(runs) as [RunWay, RunsOfWay][];
	const facts: LocalStatus['facts'] = entries.flatMap(([way, ofWay]) => [
		[wayNames[way], runText(ofWay.last)] as const,
		...figureLines(ofWay),
	]);
	const found = await scheduleOf(stateFolder);
	const next = (await found?.next()) ?? null;
	if (found !== undefined) {
		facts.push(['Next nightly push', next === null ? schedulerNames[found.kind] : timeText(next)]);
	}
	const isTooOld = await tooOld(entries, own.maxAge);
	if (isTooOld !== null) progress.say(isTooOld);
	return {
		runs,
		schedule: found === undefined ? null : {kind: found.kind, next: next?.toISOString() ?? null},
		facts,
		exit: isTooOld === null ? 0 : 1,
	};
}

async function tooOld(entries: readonly [RunWay, RunsOfWay][], limit: OwnValues[string]): Promise<string | null> {
	const {durationOption} = await import('../duration-option.ts');
	const age = durationOption('--max-age', limit);
	if (age === undefined) return null;
	const oldest = Date.now() - age;
	const isFresh = entries.some(([, {lastSuccessAt}]) => lastSuccessAt !== null && Date.parse(lastSuccessAt) >= oldest);
	return isFresh ? null : `No push has succeeded in the last ${limit}`;
}
