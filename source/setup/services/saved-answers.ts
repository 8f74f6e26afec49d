import type {SettingTexts} from '../../settings/resolve.ts';
import type {SavedStateStore} from '../../settings/saved-state.ts';
import {type SettingId, settings} from '../../settings/settings.ts';
import {readingTexts} from '../reading.ts';
import type {Progress, SetupServices} from './services.ts';

/** Where answers are kept between runs. */
export function createSavedAnswers(
	saved: SavedStateStore,
	isDemo: () => boolean,
): Pick<SetupServices, 'save' | 'forgetAnswers'> {
	return {
		async forgetAnswers() {
			if (isDemo()) return;
			const kept = Object.entries(saved.read().answers).filter(([id]) => !isAsked(id));
			saved.update({answers: Object.fromEntries(kept), progress: undefined});
		},
		async save(progress) {
			const {step} = progress;
			const savedAt = new Date().toISOString();
			saved.update({
				answers: textsOf(progress, saved.read().answers),
				// At the end there is nothing left to continue.
				progress: step === 'done' ? undefined : {step, savedAt},
			});
		},
	};
}

function isAsked(id: string): boolean {
	return Object.hasOwn(settings, id) && (settings[id as SettingId].group === 'reading' || asked.has(id));
}

const asked: ReadonlySet<string> = new Set<SettingId>(['region', 'litmosUrl', 'source', 'clientId', 'c1ApiHost']);

/** Answers as the settings' own texts; what the set-up does not ask for stays as it was. */
function textsOf({answers, courses}: Progress, before: SettingTexts): SettingTexts {
	const text = (value: string) => (value.trim() === '' ? undefined : value.trim());
	return {
		...before,
		region: answers.region === 'other' ? undefined : answers.region,
		litmosUrl: answers.region === 'other' ? text(answers.litmosUrl) : undefined,
		source: text(answers.source),
		...readingTexts(answers.reading),
		limitedCourses: courses.mode === 'some' ? settings.limitedCourses.format([...courses.ids]) : undefined,
		courseRules:
			courses.mode === 'rule' && courses.rules.length > 0 ? settings.courseRules.format(courses.rules) : undefined,
		clientId: text(answers.clientId),
		c1ApiHost: text(answers.c1ApiHost),
	};
}
