import {Box} from 'ink';
import {ruleView} from '../../setup/course-rule.ts';
import type {CourseRow} from '../../sync/course-filter.ts';
import {printable} from '../../text/printable.ts';
import {Lines, Text} from '../components/text/text.tsx';
import {TextInput} from '../components/text-input/text-input.tsx';
import {useScreenReader, useSize, useTheme} from '../provider.tsx';
import {fit, width} from '../text.ts';
import {stateOf} from './course-columns.ts';
import {coursesMessages as messages} from './courses-messages.ts';
import {useWizard} from './wizard-context.tsx';

interface CourseRulePartProps {
	isActive: boolean;
	onAccept: () => void;
	/** Tab and Shift-Tab lead to the scope. */
	onLeave: () => void;
}

/** The rule, and what it matches while it is typed: how many courses, and the first of them. */
export function CourseRulePart({isActive, onAccept, onLeave}: CourseRulePartProps) {
	const {state, send} = useWizard();
	const theme = useTheme();
	const {rows} = useSize();
	const isScreenReader = useScreenReader();
	const {problem, matching, undecided, unmatched} = ruleView(state);
	const total = state.courses.rows.length;
	const {rule = ''} = state.answers.courses;
	const found =
		rule.trim() === '' || problem !== null
			? []
			: [
					messages.ruleMatches(matching.length, total),
					...(undecided.length > 0 ? [messages.ruleMayMatch(undecided.length)] : []),
				];
	const warnings = unmatched.length > 0 ? [messages.ruleUnmatched(unmatched)] : [];
	const space = isScreenReader ? 10 : Math.max(0, rows - 1 - found.length - warnings.length);
	const isCut = matching.length > space;
	const shown = problem === null ? matching.slice(0, isCut ? Math.max(0, space - 1) : space) : [];
	return (
		<Box flexDirection="column">
			<TextInput
				label="Rule"
				defaultValue={rule}
				placeholder={'code starts with "SEC" and active'}
				isActive={isActive}
				onChange={(text) => send({type: 'courses/rule', text})}
				onSubmit={onAccept}
				onNext={onLeave}
				onPrevious={onLeave}
			/>
			{problem !== null && (
				<>
					<Text wrap="truncate">{`${theme.paint('status.error', theme.symbols.error)} ${problem.what}`}</Text>
					{problem.copy.map((line, at) => (
						<Text key={at} wrap="truncate">{`  ${theme.paint(at === 0 ? 'text.primary' : 'status.error', line)}`}</Text>
					))}
					<Lines lines={problem.next} token="text.secondary" wrap="wrap" />
				</>
			)}
			<Lines lines={warnings.map((line) => `${theme.symbols.warning} ${line}`)} token="status.warning" />
			<Lines lines={found} />
			<Matches courses={shown} />
			{problem === null && isCut && space > 0 && (
				<Text>{theme.paint('text.secondary', messages.ruleMore(matching.length - shown.length))}</Text>
			)}
		</Box>
	);
}

/** Courses, one a line: name, code and status. */
function Matches({courses}: {courses: readonly CourseRow[]}) {
	const theme = useTheme();
	const {columns} = useSize();
	const names = courses.map(({name}) => printable(name));
	const codes = courses.map(({code}) => printable(code));
	const widest = (texts: string[], most: number) => Math.min(most, Math.max(0, ...texts.map((text) => width(text))));
	const code = widest(codes, 18);
	const name = widest(names, Math.max(16, columns - code - 16));
	return courses.map((course, at) => (
		<Text key={course.id} wrap="truncate">
			{`  ${fit(names[at]!, name)}  ${theme.paint('text.secondary', `${fit(codes[at]!, code)}  ${stateOf(course)}`)}`}
		</Text>
	));
}
