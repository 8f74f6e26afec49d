import {Box} from 'ink';
import {useRef, useState} from 'react';
import type {SearchListStart} from '../components/search-list/search-list-state.ts';
import {Select} from '../components/select/select.tsx';
import {Spinner} from '../components/spinner/spinner.tsx';
import {useScreenReader, useSize} from '../provider.tsx';
import {CostLine} from './cost-line.tsx';
import {CourseList} from './course-list.tsx';
import {stepWords} from './messages.ts';
import {Hint, Note, Title} from './notes.tsx';
import {ProblemPanel} from './problem-panel.tsx';
import {chosenWords, useWhatElseKey, WhatElsePage} from './what-else-page.tsx';
import {useWizard} from './wizard-context.tsx';

const words = stepWords.courses;

/** All courses, also future ones, or just some: two different answers. The list itself is a page of its own. */
export function CoursesStep() {
	const {state, send} = useWizard();
	const {courses, ids} = {courses: state.courses, ids: state.answers.courses.ids};
	const [isListOpen, setListOpen] = useState(state.answers.courses.mode === 'some' && ids.size > 0);
	// Values named by a flag or an earlier run that no course has: the list is where that is said and mended.
	const view = useRef<SearchListStart>({});
	const isOdd = courses.unknown.length + courses.ambiguous.length > 0;
	if (state.readingFrom !== null) return <WhatElsePage />;
	if (isListOpen || (isOdd && state.answers.courses.mode === 'some')) {
		return (
			<CourseList
				view={view}
				onBack={() => {
					setListOpen(false);
					send({type: 'problem/dismiss'});
					if (isOdd) send({type: 'courses/paste', wanted: []});
				}}
			/>
		);
	}
	return (
		<CourseChoice
			onOpenList={() => {
				send({type: 'courses/mode', mode: 'some'});
				setListOpen(true);
			}}
		/>
	);
}

function CourseChoice({onOpenList}: {onOpenList: () => void}) {
	const {state, send, context} = useWizard();
	const {courses, answers, secretPlace, problem} = state;
	const {rows} = useSize();
	const isScreenReader = useScreenReader();
	const isDemo = state.demo.status === 'done';
	const isFailed = courses.listing.status === 'failed';
	const total = courses.rows.length;
	useWhatElseKey();
	const gap = rows >= 12 && !isScreenReader ? 1 : 0;
	const options = [
		...(isFailed ? [{value: 'retry' as const, label: words.retry, description: words.retryHint}] : []),
		{
			value: 'all' as const,
			label: words.all,
			...(courses.listing.status === 'done' ? {description: words.allHint(total)} : {}),
		},
		...(isFailed && total === 0
			? []
			: [
					{value: 'some' as const, label: words.some, description: words.someHint(answers.courses.ids.size)},
					{value: 'else' as const, label: stepWords.whatElse.name, description: chosenWords(answers.reading)},
				]),
	];
	return (
		<Box flexDirection="column">
			{secretPlace !== null && problem === null && (
				<Note kind={secretPlace.problem === null ? 'success' : 'info'}>
					{`${stepWords.secrets.accepted} ${secretPlace.where}`}
				</Note>
			)}
			<Title>{words.title}</Title>
			{isDemo && <Note kind="info">{stepWords.demo.note}</Note>}
			<Box marginTop={gap}>
				<Select
					// Another set of choices is another list.
					key={String(isFailed)}
					options={options}
					defaultValue={isFailed ? 'retry' : answers.courses.mode}
					onFocus={(value) => (value === 'all' || value === 'some') && send({type: 'courses/mode', mode: value})}
					onSelect={(value) => {
						if (value === 'retry') return send({type: 'courses/retry'});
						if (value === 'else') return send({type: 'reading/open'});
						if (value === 'some') return onOpenList();
						send({type: 'courses/mode', mode: 'all'});
						send({type: 'submit'});
					}}
				/>
			</Box>
			{problem === null ? (
				<Box flexDirection="column" marginTop={gap}>
					{courses.listing.status === 'running' && <Spinner label={words.listing(total)} />}
					{courses.listing.status === 'done' && (
						<Hint>
							{total === 0 ? words.none : words.listed(total, courses.rows.filter(({active}) => !active).length)}
						</Hint>
					)}
					<CostLine />
					<Hint>{words.accountsNote}</Hint>
				</Box>
			) : (
				<Box marginTop={gap}>
					<ProblemPanel
						problem={problem}
						log={context.logPath}
						rows={Math.max(3, rows - 1 - options.length - 2 * gap - (isDemo ? 1 : 0))}
					/>
				</Box>
			)}
		</Box>
	);
}
