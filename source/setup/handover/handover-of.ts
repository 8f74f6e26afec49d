import {resolveBaseUrl} from '../../litmos/regions.ts';
import {settingOf} from '../../settings/settings.ts';
import {resolveRules} from '../../sync/resolve-rules.ts';
import {choiceOf} from '../courses.ts';
import {itemsOf, readingOf} from '../reading.ts';
import type {Answers, Beginning, SetupState} from '../state.ts';
import type {Handover, LitmosHandover} from './handover-file.ts';

/** What the owner of the Litmos account hands over from the guided set-up. */
export function litmosPartOf(state: SetupState): LitmosHandover {
	const {answers, sync, courses} = state;
	const ids = courseIdsOf(state);
	const names = new Map(courses.rows.map(({id, name}) => [id, name]));
	const read = sync.work.status === 'done' ? sync.work.value : null;
	return {
		account: answers.source.trim(),
		region: answers.region === 'other' ? null : answers.region,
		address: answers.region === 'other' ? answers.litmosUrl.trim() : null,
		courses: ids === null ? null : ids.map((id) => ({id, name: names.get(id) || null})),
		optionalData: [...itemsOf(answers.reading)],
		read:
			read === null
				? null
				: {
						at: read.finishedAt,
						accounts: read.counts.accounts,
						teams: read.counts.teams,
						courses: read.counts.courses,
						grants: read.counts.grants,
					},
	};
}

/** A rule is handed over as the courses that it matches now: a colleague without the API key cannot look them up. */
function courseIdsOf(state: SetupState): readonly string[] | null {
	const choice = choiceOf(state);
	if (choice === null || !('rules' in choice)) return choice;
	const {skipInactiveCourses: skipInactive} = state.answers.reading;
	return resolveRules(choice.rules, state.courses.rows, {skipInactive});
}

/** What the guided set-up begins with when a colleague has begun it. Answers of one's own, which may be of another account, do not count. */
export function beginningFrom(handover: Handover): Pick<Beginning, 'answers' | 'wanted' | 'tenant' | 'prepared'> {
	const {litmos, conductorOne} = handover;
	return {
		...(litmos === null ? {} : {answers: answersOf(litmos)}),
		...(conductorOne === null
			? {}
			: {
					tenant: conductorOne.tenant,
					prepared: {
						app: conductorOne.app,
						owners: conductorOne.owners.map((id) => ({id, label: id})),
						hosting: conductorOne.hosting,
						isDelegated: conductorOne.isDelegated,
					},
				}),
	};
}

function answersOf({account, region, address, courses, optionalData}: LitmosHandover): Partial<Answers> {
	return {
		source: String(settingOf('source').parse(account)),
		region: address === null ? (region ?? 'us') : 'other',
		litmosUrl: address ?? '',
		courses: courses === null ? {mode: 'all', ids: new Set()} : {mode: 'some', ids: new Set(courses.map(({id}) => id))},
		reading: readingOf(new Set(optionalData)),
	};
}

/** The host that the API key would be sent to. */
export function hostOf({region, address}: LitmosHandover): string {
	return new URL(address ?? resolveBaseUrl(region ?? 'us')).host;
}
