import {formatRules} from '../course-rules/parse.ts';
import type {SettingValues} from '../settings/settings.ts';
import type {FileAnswers} from './conductorone/plan-services.ts';
import {leftOutMessages} from './messages.ts';
import {type Reading, readingVariables} from './reading.ts';

/**
 * What a deployment does not take along of what was set, a sentence for each reason: nothing in its files would show it.
 * Flags that only this program's image knows, and an address that is for secrets. `isHosted`: ConductorOne runs its own connector.
 */
export function leftOutNotes(
	{image, carried = []}: Pick<FileAnswers, 'image' | 'carried'>,
	reading: Reading,
	{notify}: Pick<SettingValues, 'notify'>,
	isHosted = false,
): string[] {
	const flags =
		image === 'litmos-connector'
			? []
			: [
					...carried.filter(({isShared}) => !isShared).map(({flag}) => flag),
					...readingVariables(reading).map(
						([name]) => `--${name.replace('BATON_', '').replaceAll('_', '-').toLowerCase()}`,
					),
				];
	return [
		...(flags.length === 0
			? []
			: [isHosted ? leftOutMessages.unknownToHosted(flags) : leftOutMessages.unknownThere(flags)]),
		...(notify === undefined || isHosted ? [] : [leftOutMessages.webhook]),
	];
}

/** That a rule became a list of courses, which stays as it is. `now`: when it was looked up. */
export function resolvedNote(rules: readonly string[], courses: number, now = new Date()): string {
	return leftOutMessages.resolved(formatRules(rules), courses, now.toISOString().slice(0, 10));
}
