import type {Counts} from '../../c1z/model.ts';
import {formatRules} from '../../course-rules/parse.ts';
import {resolveBaseUrl} from '../../litmos/regions.ts';
import {settingOf, settings} from '../../settings/settings.ts';
import type {CourseRow} from '../../sync/course-filter.ts';
import {resolveRules} from '../../sync/resolve-rules.ts';
import type {AppChoice} from '../conductorone/answers.ts';
import {choiceOf} from '../courses.ts';
import {itemsOf, readingOf, readingTexts} from '../reading.ts';
import type {Answers, Beginning, SetupState} from '../state.ts';
import type {ConductorOneHandover, Handover, LitmosHandover} from './handover-file.ts';

/** What the owner of the Litmos account hands over from the guided set-up. */
export function litmosPartOf(state: SetupState): LitmosHandover {
	const {answers, sync, courses} = state;
	const choice = choiceOf(state);
	const ids = courseIdsOf(state);
	const read = sync.work.status === 'done' ? sync.work.value : null;
	return {
		account: answers.source.trim(),
		region: answers.region === 'other' ? null : answers.region,
		address: answers.region === 'other' ? answers.litmosUrl.trim() : null,
		courseRules: choice !== null && 'rules' in choice ? [...choice.rules] : null,
		courses: ids === null ? null : namedCourses(ids, courses.rows),
		optionalData: [...itemsOf(answers.reading)],
		deltaInterval: readingTexts(answers.reading).deltaInterval ?? null,
		read: read === null ? null : readPartOf(read.finishedAt, read.counts),
	};
}

/** What a complete read found. */
export function readPartOf(at: string, {accounts, teams, courses, grants}: Counts): LitmosHandover['read'] {
	return {at, accounts, teams, courses, grants};
}

export function namedCourses(ids: readonly string[], rows: readonly CourseRow[]): LitmosHandover['courses'] {
	const names = new Map(rows.map(({id, name}) => [id, name]));
	return ids.map((id) => ({id, name: names.get(id) || null}));
}

/** Courses that rules match now go along: who has no API key can't look them up, and ConductorOne's own connector takes IDs. */
function courseIdsOf(state: SetupState): readonly string[] | null {
	const choice = choiceOf(state);
	if (choice === null || !('rules' in choice)) return choice;
	const {skipInactiveCourses: skipInactive} = state.answers.reading;
	return resolveRules(choice.rules, state.courses.rows, {skipInactive});
}

/** What the administrator of ConductorOne hands over from the guided set-up. Throws when a page was skipped, which is a defect. */
export function conductorOnePartOf({connect}: SetupState): ConductorOneHandover {
	const {account, answers} = connect;
	const {app, hosting, owners, isDelegated} = answers;
	if (account === null || app === null || hosting === null) throw new Error('app and hosting are not chosen yet');
	const {host, userId} = account.identity;
	// Nobody named means whoever prepares it, not the colleague who finishes it.
	const ids = owners.length === 0 ? [userId] : owners.map(({id}) => id);
	return {tenant: host, app: appOf(app), owners: ids.filter((id) => id !== ''), hosting, isDelegated};
}

/** Only what the file has of an app. */
export function appOf(app: AppChoice): ConductorOneHandover['app'] {
	if (app.kind === 'new') return {kind: 'new', name: app.name};
	if (app.kind === 'existing') return {kind: 'existing', id: app.id, name: app.name};
	const {appId, resourceTypeId, resourceId} = app.binding;
	return {kind: 'seen', name: app.name, binding: {appId, resourceTypeId, resourceId}};
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

function answersOf(litmos: LitmosHandover): Partial<Answers> {
	const {account, region, address, courseRules, courses, optionalData, deltaInterval} = litmos;
	const ids = new Set((courses ?? []).map(({id}) => id));
	return {
		source: String(settingOf('source').parse(account)),
		region: address === null ? (region ?? 'us') : 'other',
		litmosUrl: address ?? '',
		courses:
			courseRules === null
				? {mode: courses === null ? 'all' : 'some', ids}
				: {mode: 'rule', ids: new Set(), rule: formatRules(courseRules)},
		reading: readingOf(
			new Set(optionalData),
			deltaInterval === null ? undefined : settings.deltaInterval.parse(deltaInterval),
		),
	};
}

/** The host that the API key would be sent to. */
export function hostOf({region, address}: LitmosHandover): string {
	return new URL(address ?? resolveBaseUrl(region ?? 'us')).host;
}
