import {Box} from 'ink';
import type {CourseRow} from '../../sync/course-filter.ts';
import {printable} from '../../text/printable.ts';
import {Lines, Text} from '../components/text/text.tsx';
import {useScreenReader} from '../provider.tsx';
import {wrap} from '../text.ts';
import {stateOf} from './course-columns.ts';
import {coursesMessages as messages} from './courses-messages.ts';

/** A course in full: beside the list, or in its place. */
export function CourseDetails({course, cells}: {course: CourseRow; cells: number}) {
	const isScreenReader = useScreenReader();
	const facts = [course.code, course.number === '' ? '' : `No. ${course.number}`, stateOf(course)];
	const lines = (text: string) => (isScreenReader ? [text] : wrap(printable(text), cells));
	const members =
		course.people === undefined
			? 'You’ll see the number of members after the first sync of this course.'
			: messages.members(course.people);
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Lines lines={lines(course.name)} token="text.heading" />
			<Lines lines={lines(facts.filter(Boolean).join(' · '))} />
			<Text> </Text>
			<Lines lines={lines(members)} />
			<Lines lines={[`Litmos ID ${course.id}`]} token="text.secondary" />
			<Text> </Text>
			<Lines lines={lines(course.description ?? 'No description.')} token="text.secondary" />
		</Box>
	);
}
