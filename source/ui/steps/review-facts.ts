import type {Comparison} from '../../c1z/changes.ts';
import {ruleView} from '../../setup/course-rule.ts';
import {litmosAddress} from '../../setup/questions.ts';
import {readAge} from '../../setup/read-age.ts';
import type {SetupState} from '../../setup/state.ts';
import {calmSeconds} from '../components/progress/progress-state.ts';
import {changeParts} from './change-parts.ts';
import type {ReviewLine} from './review-lines.tsx';
import {reviewMessages as messages} from './review-messages.ts';
import {chosenText} from './what-else-page.tsx';
import {useWizard} from './wizard-context.tsx';

/** What changed since the last push: `none` before the first one, `unknown` where it could not be compared, undefined while reading. */
export type SinceLastPush = Comparison | 'none' | 'unknown' | undefined;

/** The sync has compared at its end. */
export function useLastPush(): SinceLastPush {
	const {state, context} = useWizard();
	const {work} = state.sync;
	if (work.status !== 'done') return undefined;
	const {comparison} = work.value;
	if (comparison === undefined) return context.earlier() === undefined ? 'none' : 'unknown';
	return comparison.against === null ? 'none' : comparison;
}

export type LineId =
	| 'litmos'
	| 'courses'
	| 'whatElse'
	| 'conductorone'
	| 'runs'
	| 'keep'
	| 'preview'
	| 'since'
	| 'changes'
	| 'push'
	| 'save';

/** What was answered, what will be sent, and what changes by it. Only what leads somewhere can be opened. */
export function reviewLines(state: SetupState, since: SinceLastPush): ReviewLine<LineId>[] {
	const {lines} = messages;
	const line = (id: Exclude<LineId, 'push' | 'save' | 'changes'>, value: string, isOpen = true) => ({
		id,
		label: lines[id],
		value,
		kind: isOpen ? ('open' as const) : ('fact' as const),
	});
	const isSignedIn = state.connect.progress !== null;
	return [
		line('litmos', accountMessages(state)),
		line('courses', coursesMessages(state)),
		line('whatElse', chosenText(state.answers.reading)),
		line('conductorone', destination(state)),
		line('runs', messages.here, isSignedIn),
		line('keep', keepText(state), canKeep(state)),
		{...line('preview', sentMessages(state)), hasGap: true},
		...(since === undefined ? [] : [line('since', sinceMessages(since), false)]),
	];
}

function accountMessages({answers, ...state}: SetupState): string {
	const {region, source} = answers;
	const place = region === 'other' ? new URL(litmosAddress({answers, ...state})).host : region.toUpperCase();
	return messages.account(source.trim(), place);
}

function coursesMessages(state: SetupState): string {
	const {answers, courses} = state;
	const total = courses.rows.length;
	if (answers.courses.mode === 'rule') {
		return messages.ruledCourses(ruleView(state).matching.length, total, answers.courses.rule ?? '');
	}
	return answers.courses.mode === 'all'
		? messages.allCourses(total)
		: messages.someCourses(answers.courses.ids.size, total);
}

/** The app by its name where this set-up made or chose it, else the connector by the name in its client ID. */
function destination({credential, answers, connect}: SetupState): string {
	const host = credential.status === 'done' ? credential.value.host : '';
	const {progress, answers: chosen, account} = connect;
	if (progress?.app !== undefined) {
		const isYours = chosen.owners.length === 0 || chosen.owners.some(({id}) => id === account?.identity.userId);
		return messages.app(progress.app.name, progress.host, Math.max(1, chosen.owners.length), isYours);
	}
	const [name = ''] = answers.clientId.trim().split('@');
	return messages.connector(name, host);
}

function sentMessages({sync}: SetupState): string {
	if (sync.work.status !== 'done') {
		const left = sync.budget?.timeLeft ?? null;
		return left === null ? messages.stillReading : messages.readingFor(calmSeconds(left / 1000));
	}
	const {accounts, teams, courses, grants} = sync.work.value.counts;
	const age = readAge({sync});
	const amounts = messages.amounts(accounts, teams, courses, grants);
	return age !== null && (age.isReused || age.isOld) ? `${amounts}; ${messages.age(age.milliseconds)}` : amounts;
}

function sinceMessages(since: Exclude<SinceLastPush, undefined>): string {
	if (since === 'none') return messages.first;
	if (since === 'unknown') return messages.notCompared;
	const parts = changeParts(since);
	return parts.length === 0 ? messages.noChange : parts.join(', ');
}

/** Whether secrets would end with the program, and may be saved in a file instead. */
export function canKeep({secretPlace, demo}: SetupState): boolean {
	return demo.status !== 'done' && secretPlace?.provider === 'memory';
}

function keepText({demo, secretPlace}: SetupState): string {
	if (demo.status === 'done') return messages.keepDemo;
	return secretPlace === null ? messages.keepGiven : messages.kept[secretPlace.provider];
}
