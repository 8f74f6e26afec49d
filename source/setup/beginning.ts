import type {ResolvedSettings} from '../settings/resolve.ts';
import type {SavedState} from '../settings/saved-state.ts';
import {litmosBaseUrl, settings} from '../settings/settings.ts';
import {resumeMessages} from './messages.ts';
import {itemsOf, readingOf} from './reading.ts';
import {type Answers, type Beginning, type SecretId, type SecretInfo, type Step, steps} from './state.ts';

/** Where a secret comes from that is not the keychain's. */
const givenBy = ['flag', 'environment', 'config-file', 'sandbox'] as const;

/** What the set-up begins with: flags, variables and saved answers as answers, secrets that were given, saved progress. */
export function beginningOf(
	{values, origins}: Pick<ResolvedSettings, 'values' | 'origins'>,
	saved: SavedState,
): Beginning & {vault: Map<SecretId, string>} {
	const vault = new Map<SecretId, string>();
	const secrets: Partial<Record<SecretId, SecretInfo>> = {};
	for (const id of ['apiKey', 'clientSecret'] as const) {
		const secret = values[id];
		if (secret === undefined) continue;
		vault.set(id, secret);
		secrets[id] = {characters: secret.length, from: givenBy.find((one) => one === origins[id]) ?? 'keychain'};
	}
	const answers: Partial<Answers> = {
		region: values.litmosUrl === undefined ? values.region : 'other',
		litmosUrl: values.litmosUrl ?? '',
		source: values.source ?? '',
		clientId: values.clientId ?? '',
		c1ApiHost: values.c1ApiHost ?? '',
		reading: readingOf(itemsOf(values), values.deltaInterval),
		...(values.courseRules === undefined
			? {}
			: {courses: {mode: 'rule', ids: new Set(), rule: settings.courseRules.format(values.courseRules)}}),
	};
	const step = steps.find((candidate) => candidate === saved.progress?.step);
	return {
		answers,
		...(values.limitedCourses === undefined ? {} : {wanted: values.limitedCourses}),
		secrets,
		vault,
		resume:
			step === undefined || saved.progress === undefined
				? null
				: {step, savedAt: saved.progress.savedAt, lines: lines(step)},
	};

	function lines(at: Step): string[] {
		const courses = values.limitedCourses;
		return [
			resumeMessages.account(values.source ?? resumeMessages.noSource, new URL(litmosBaseUrl(values)).host),
			values.courseRules !== undefined
				? resumeMessages.courseRule(settings.courseRules.format(values.courseRules))
				: courses === undefined
					? resumeMessages.allCourses
					: resumeMessages.someCourses(courses.length),
			...(values.clientId === undefined || steps.indexOf(at) < steps.indexOf('conductorone')
				? []
				: [resumeMessages.client(values.clientId)]),
		];
	}
}
