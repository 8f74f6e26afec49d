import {Box} from 'ink';
import type {CourseRow} from '../../sync/course-filter.ts';
import {printable} from '../../text/printable.ts';
import {Text} from '../components/text/text.tsx';
import {useScreenReader, useTheme} from '../provider.tsx';
import {wrap} from '../text.ts';
import {stateOf} from './course-columns.ts';
import {coursesMessages as messages} from './courses-messages.ts';

/** A course in full: beside the list, or in its place. */
export function CourseDetails({course, cells}: {course: CourseRow; cells: number}) {
	const theme = useTheme();
	const isScreenReader = useScreenReader();
	const facts = [course.code, course.number === '' ? '' : messages.number(course.number), stateOf(course)];
	const lines = (text: string) => (isScreenReader ? [text] : wrap(printable(text), cells));
	const members = course.people === undefined ? messages.membersUnknown : messages.members(course.people);
	return (
		<Box flexDirection="column" flexShrink={0}>
			{lines(course.name).map((line, at) => (
				<Text key={at}>{theme.paint('text.heading', line)}</Text>
			))}
			{lines(facts.filter(Boolean).join(' · ')).map((line, at) => (
				<Text key={at}>{line}</Text>
			))}
			<Text> </Text>
			{lines(members).map((line, at) => (
				<Text key={at}>{line}</Text>
			))}
			<Text wrap="truncate">{theme.paint('text.secondary', messages.id(course.id))}</Text>
			<Text> </Text>
			{lines(course.description ?? messages.noDescription).map((line, at) => (
				<Text key={at}>{theme.paint('text.secondary', line)}</Text>
			))}
		</Box>
	);
}
