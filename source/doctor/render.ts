import {count} from '../text/amounts.ts';
import {doctorMessages} from './messages.ts';
import type {Outcome, ProbeResult} from './probe.ts';
import {firstTrouble} from './run-probes.ts';

/** What `--output json` prints of one probe. */
export interface ProbeJson {
	id: string;
	title: string;
	result: ProbeResult;
	said: string;
	more: string | null;
	toDo: readonly string[];
	/** Milliseconds; null for one that was not tried. */
	took: number | null;
	facts: NonNullable<Outcome['facts']>;
}

export function probesJson(outcomes: readonly Outcome[]): {probes: ProbeJson[]} {
	return {
		probes: outcomes.map(({id, title, result, said, more = null, toDo = [], took, facts = {}}) => ({
			id,
			title,
			result,
			said,
			more,
			toDo,
			took,
			facts,
		})),
	};
}

/** One line of an outcome; what each role looks like is for whoever prints it. */
export interface OutcomeLine {
	role: 'finding' | 'more' | 'to-do';
	text: string;
}

/** An outcome in lines: what was found, and for a finding that is no good what else is known and what to do. */
export function outcomeLines({result, said, more, toDo = []}: Outcome): OutcomeLine[] {
	const isTrouble = result === 'failed' || result === 'warning';
	return [
		{role: 'finding', text: said},
		...(isTrouble && more ? [{role: 'more', text: more} as const] : []),
		...(isTrouble || result === 'skipped' ? toDo.map((text) => ({role: 'to-do', text}) as const) : []),
	];
}

/** `2.1 s`, `340 ms`; nothing for what took no time worth telling. */
export function tookText(took: number | null): string {
	if (took === null || took < 100) return '';
	return took < 1000 ? `${count(took)} ms` : `${(took / 1000).toFixed(1)} s`;
}

/** The last lines: the sum, and where to start. */
export function sumLines(outcomes: readonly Outcome[]): string[] {
	const number = (wanted: ProbeResult) => outcomes.filter(({result}) => result === wanted).length;
	const first = firstTrouble(outcomes);
	return [
		doctorMessages.sum(number('ok'), number('warning'), number('failed'), number('skipped')),
		...(first === undefined ? [] : [doctorMessages.startWith(first.title)]),
	];
}
