import {Problem} from '../problem/problem.ts';
import {inputMessages} from '../settings/messages.ts';
import {duration} from '../settings/parse.ts';
import type {OwnValues} from './command.ts';

/** Milliseconds of what was given with an option; undefined without it. Throws `input/invalid`, which names the option. */
export function durationOption(flag: string, given: OwnValues[string]): number | undefined {
	if (typeof given !== 'string') return undefined;
	try {
		return duration(given);
	} catch (error) {
		const {what, why, next} = Problem.from(error);
		throw new Problem({code: 'input/invalid', what: inputMessages.notUsable(flag, what), why, next});
	}
}
