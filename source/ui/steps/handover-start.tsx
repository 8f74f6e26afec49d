import {Box} from 'ink';
import {formatRules} from '../../course-rules/parse.ts';
import {wayOf} from '../../deploy/ways.ts';
import {regionOfHost} from '../../litmos/regions.ts';
import type {Handover} from '../../setup/handover/handover-file.ts';
import {hostOf} from '../../setup/handover/handover-of.ts';
import {readingOf} from '../../setup/reading.ts';
import {Select} from '../components/select/select.tsx';
import {PageHelp} from '../components/shell/page-slots.tsx';
import {Text} from '../components/text/text.tsx';
import {useGap} from '../provider.tsx';
import {connectAnswersMessages} from './conductorone/answers-messages.ts';
import {type Fact, FactLines} from './fact-lines.tsx';
import {handoverPageMessages} from './handover-messages.ts';
import {Note} from './notes.tsx';
import {ProductLine} from './product-line.tsx';
import {chosenText} from './what-else-page.tsx';
import {useWizard} from './wizard-context.tsx';

const messages = handoverPageMessages.begin;

/** Names of courses that a line has space for. */
const namesShown = 3;

/** The first page of a set-up that a colleague began: what is answered, and what is needed to go on. */
export function HandoverStartPage() {
	const {state, send} = useWizard();
	const gap = useGap(18);
	const {handover} = state;
	if (handover === null) return null;
	const {litmos} = handover;
	const host = litmos === null ? '' : hostOf(litmos);
	return (
		<Box flexDirection="column">
			<PageHelp about={handoverPageMessages[litmos === null ? 'toLitmos' : 'toConductorOne'].about} />
			<ProductLine />
			<Text>{litmos === null ? messages.fromConductorOne : messages.fromLitmos}</Text>
			<Box marginTop={gap} flexDirection="column" flexShrink={0}>
				<FactLines facts={factsOf(handover)} />
			</Box>
			{litmos !== null && regionOfHost(host.replace(/:\d+$/, '')) === undefined && (
				<Note kind="warning">{messages.otherHost(host)}</Note>
			)}
			<Box marginTop={gap} flexShrink={0}>
				<Select
					options={[
						litmos === null
							? {value: 'begin', label: messages.toLitmos, description: messages.toLitmosHint}
							: {value: 'begin', label: messages.toConductorOne, description: messages.toConductorOneHint},
					]}
					onSelect={() => send({type: 'start/begin'})}
				/>
			</Box>
		</Box>
	);
}

function factsOf({litmos, conductorOne}: Handover): Fact[] {
	const {lines, needs} = messages;
	const facts: Fact[] = [];
	if (litmos !== null) {
		const {account, courseRules, courses, optionalData, read} = litmos;
		const names = (courses ?? []).flatMap(({name}) => (name === null ? [] : [name]));
		const shown = names.length > namesShown ? [...names.slice(0, namesShown), '…'] : names;
		const coursesText = () => {
			if (courses === null) return messages.allCourses;
			return courseRules === null
				? messages.someCourses(courses.length, shown)
				: messages.byRule(formatRules(courseRules), courses.length);
		};
		facts.push(
			{label: lines.litmos, value: messages.account(account, hostOf(litmos))},
			{label: lines.courses, value: coursesText()},
		);
		if (optionalData.length > 0) {
			facts.push({label: lines.optional, value: chosenText(readingOf(new Set(optionalData)))});
		}
		if (read !== null) {
			const {at, accounts, teams, courses: count, grants} = read;
			facts.push({label: lines.read, value: messages.read(at.slice(0, 10), accounts, teams, count, grants)});
		}
	}
	if (conductorOne !== null) {
		const {tenant, app, owners, hosting, isDelegated} = conductorOne;
		facts.push(
			{label: lines.tenant, value: tenant},
			{label: lines.app, value: app.kind === 'new' ? messages.newApp(app.name) : app.name},
			{label: lines.owners, value: owners.length === 0 ? messages.me : messages.owners(owners.length)},
			{
				label: lines.runs,
				value: isDelegated ? connectAnswersMessages.hosting.delegated.name : wayOf(hosting).texts.name,
			},
		);
	}
	const needed = litmos === null ? [needs.litmosKey, needs.later] : [needs.signIn, needs.maybeKey];
	return [...facts, ...needed.map((value, index) => ({label: index === 0 ? lines.needed : '', value}))];
}
