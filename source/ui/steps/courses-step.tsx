import {Box} from 'ink';
import {type RefObject, useRef, useState} from 'react';
import type {Problem} from '../../problem/problem.ts';
import {ruleProblem} from '../../setup/course-rule.ts';
import {itemsOf} from '../../setup/reading.ts';
import type {SetupState} from '../../setup/state.ts';
import {present} from '../../text/present.ts';
import type {SearchListStart} from '../components/search-list/search-list-state.ts';
import {useKeys} from '../hooks/use-keys.ts';
import {Area, useGap, useSize, useTheme} from '../provider.tsx';
import {width} from '../text.ts';
import {CostLine} from './cost-line.tsx';
import {CourseList} from './course-list.tsx';
import {CourseRulePart} from './course-rule-part.tsx';
import {coursesMessages as messages} from './courses-messages.ts';
import {stepMessages} from './messages.ts';
import {Hint, Note, type NoteText, noteRows, Page} from './notes.tsx';
import {ProblemPanel} from './problem-panel.tsx';
import {ScopeLine} from './scope-line.tsx';
import {chosenText, useWhatElseKey, WhatElsePage} from './what-else-page.tsx';
import {useWizard} from './wizard-context.tsx';

const about = [
	'All courses: every course in Litmos, and those that are added later. Only the courses I select: the rows with a mark, until you change them here. Courses that match a rule: each sync applies the rule again, so courses that match later come along.',
	'A rule: code, name or id with is, starts with, ends with or contains; number 100-200; active; with members. Join conditions with “and”, put “not” before one, and separate rules with commas. ConductorOne’s own connector takes IDs, so it gets the courses that match now.',
	'ConductorOne sees who is assigned each course you sync, who has started it, and who has completed it. Accounts and teams are included either way.',
	'Fewer courses take fewer requests. Litmos allows about 100 requests a minute.',
	'Type to search by name, code, number or ID. Paste a list of them to select many courses at once. Enter continues to the preview; nothing is sent to ConductorOne yet.',
];

export function CoursesStep() {
	const {state} = useWizard();
	const view = useRef<SearchListStart>({});
	return state.readingFrom === null ? <CoursesPage view={view} /> : <WhatElsePage />;
}

/** Which courses: the scope and the list on one page, live while the list still arrives. `view` outlives the page. */
function CoursesPage({view}: {view: RefObject<SearchListStart>}) {
	const {state, send, setup} = useWizard();
	const {courses, answers, problem} = state;
	const {rows, columns} = useSize();
	const theme = useTheme();
	const gap = useGap(17);
	const [at, setAt] = useState<'list' | 'scope'>('list');
	const [pastedBefore, setPastedBefore] = useState<number>();
	const isFailed = courses.listing.status === 'failed';
	const isByRule = answers.courses.mode === 'rule';
	const isEmpty = courses.rows.length === 0 && courses.listing.status === 'done';
	const hasList = courses.rows.length > 0 || courses.listing.status === 'running';
	const acceptLabel = isFailed ? 'read the list again' : undefined;
	const accept = () => send({type: isFailed ? 'courses/retry' : 'submit'});
	const leaveFor = (place: typeof at) => () => setAt(place);
	useWhatElseKey();
	useKeys({
		level: 'screen',
		contexts: ['choice'],
		isActive: hasList || isByRule,
		on: {next: leaveFor(at === 'list' ? 'scope' : 'list'), previous: leaveFor(at === 'list' ? 'scope' : 'list')},
		hints: ['next'],
		labels: {next: at === 'list' ? 'scope' : isByRule ? 'rule' : messages.toList},
	});
	const hasKeysOnScope = at === 'scope' || !(hasList || isByRule);
	const panelRows = problem !== null && isFailed ? Math.max(4, hasList ? Math.floor(rows / 2) : rows - 3) : 0;
	const notes = notesOf(state, pastedBefore, columns, rows);
	const wrapped = notes.reduce((sum, {kind, text}) => sum + noteRows(text, columns, theme.symbols[kind]), 0);
	// A reason is worth whole lines, as long as most of the page is the list.
	const isWhole = wrapped <= rows / 3;
	const notesRows = isWhole ? wrapped : notes.length;
	return (
		<Page title="Which courses do you want to sync?" about={about}>
			<ScopeLine
				scope={answers.courses.mode}
				isActive={hasKeysOnScope}
				onChange={(next) => send({type: 'courses/mode', mode: next(setup.getState().answers.courses.mode)})}
				onAccept={accept}
				acceptLabel={acceptLabel}
				onLeave={leaveFor('list')}
			/>
			{notes.map(({kind, text}) => (
				<Note key={text} kind={kind} isOneLine={!isWhole}>
					{text}
				</Note>
			))}
			{panelRows > 0 && problem !== null && (
				<Box marginTop={gap} flexShrink={0} flexDirection="column">
					<ProblemPanel problem={problem} rows={panelRows} />
				</Box>
			)}
			{isEmpty && (
				<Box marginTop={gap}>
					<Hint>This Litmos account has no courses. You can still sync accounts and teams.</Hint>
				</Box>
			)}
			{(hasList || isByRule) && (
				<Box marginTop={gap} flexDirection="column">
					<Area rows={-(2 + notesRows + gap + (panelRows > 0 ? panelRows + gap : 0))}>
						{isByRule ? (
							<CourseRulePart isActive={!hasKeysOnScope} onAccept={accept} onLeave={leaveFor('scope')} />
						) : (
							<CourseList
								view={view}
								isActive={!hasKeysOnScope}
								onAccept={accept}
								acceptLabel={acceptLabel}
								onPaste={(wanted) => {
									setPastedBefore(answers.courses.ids.size);
									send({type: 'courses/paste', wanted});
								}}
								onChoose={(ids) => {
									setPastedBefore(undefined);
									send({type: 'courses/choose', ids});
								}}
							/>
						)}
					</Area>
				</Box>
			)}
			<CostLine />
		</Page>
	);
}

/** What to know above the list; on a low window only what asks for an answer. */
function notesOf(state: SetupState, pastedBefore: number | undefined, columns: number, rows: number): NoteText[] {
	const {courses, answers, problem, demo, secretPlace} = state;
	const warn = (text: string): NoteText => ({kind: 'warning', text});
	// What is wrong with a rule is shown with it.
	const isShownBelow = answers.courses.mode === 'rule' && ruleProblem(state) !== null;
	const isTold = courses.listing.status !== 'failed' && !isShownBelow;
	const asked = present([
		problem !== null && isTold && warn(inOneLine(problem, columns - 2)),
		courses.unknown.length > 0 && warn(messages.unknown(courses.unknown)),
		courses.ambiguous.length > 0 && warn(messages.ambiguous(courses.ambiguous)),
		courses.wanted.length > 0 && warn(messages.waiting(courses.wanted.length)),
	]);
	if (pastedBefore !== undefined && courses.wanted.length === 0) {
		const found = Math.max(0, answers.courses.ids.size - pastedBefore);
		return [{kind: 'success', text: messages.pasted(found)}, ...asked];
	}
	if (itemsOf(answers.reading).size > 0) {
		return [...asked, {kind: 'info', text: `Optional data: ${chosenText(answers.reading)}`}];
	}
	if (asked.length > 0 || problem !== null || rows < 16) return asked;
	if (demo.status === 'done') return [{kind: 'info', text: stepMessages.demo.note}];
	if (secretPlace === null) return [];
	const kind = secretPlace.problem === null ? 'success' : 'info';
	return [{kind, text: `Litmos accepted the key. ${secretPlace.where}`}];
}

/** What to do is said too where there is space; a note cut in the middle helps nobody. */
function inOneLine({what, next}: Problem, cells: number): string {
	const all = [what, ...next.slice(0, 1)].join(' ');
	return width(all) <= cells ? all : what;
}
