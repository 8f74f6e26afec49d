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
			<PageHelp about={(litmos === null ? handoverPageMessages.toLitmos : handoverPageMessages.toConductorOne).about} />
			<ProductLine />
			<Text>
				{litmos === null ? 'A colleague has set up the ConductorOne part.' : 'A colleague has set up the Litmos part.'}
			</Text>
			<Box marginTop={gap} flexDirection="column" flexShrink={0}>
				<FactLines facts={factsOf(handover)} />
			</Box>
			{litmos !== null && regionOfHost(host.replace(/:\d+$/, '')) === undefined && (
				<Note kind="warning">{`The API key would go to ${host}, which is not an address of Litmos. Don’t continue unless you know it.`}</Note>
			)}
			<Box marginTop={gap} flexShrink={0}>
				<Select
					options={[
						litmos === null
							? {value: 'begin', label: 'Continue with Litmos', description: 'account and API key'}
							: {value: 'begin', label: 'Continue in ConductorOne', description: 'sign in, then review'},
					]}
					onSelect={() => send({type: 'start/begin'})}
				/>
			</Box>
		</Box>
	);
}

function factsOf({litmos, conductorOne}: Handover): Fact[] {
	const facts: Fact[] = [];
	if (litmos !== null) {
		const {account, courseRules, courses, optionalData, read} = litmos;
		const names = (courses ?? []).flatMap(({name}) => (name === null ? [] : [name]));
		const shown = names.length > namesShown ? [...names.slice(0, namesShown), '…'] : names;
		const coursesText = () => {
			if (courses === null) return 'all courses, including ones added later';
			return courseRules === null
				? messages.someCourses(courses.length, shown)
				: messages.byRule(formatRules(courseRules), courses.length);
		};
		facts.push({label: 'Litmos', value: `${account} at ${hostOf(litmos)}`}, {label: 'Courses', value: coursesText()});
		if (optionalData.length > 0) {
			facts.push({label: 'Optional data', value: chosenText(readingOf(new Set(optionalData)))});
		}
		if (read !== null) {
			const {at, accounts, teams, courses: count, grants} = read;
			facts.push({label: 'Read', value: messages.read(at.slice(0, 10), accounts, teams, count, grants)});
		}
	}
	if (conductorOne !== null) {
		const {tenant, app, owners, hosting, isDelegated} = conductorOne;
		facts.push(
			{label: 'ConductorOne', value: tenant},
			{label: 'App', value: app.kind === 'new' ? `${app.name} (new)` : app.name},
			{label: 'Owners', value: owners.length === 0 ? 'whoever signs in' : messages.owners(owners.length)},
			{
				label: 'Runs',
				value: isDelegated ? connectAnswersMessages.hosting.delegated.name : wayOf(hosting).texts.name,
			},
		);
	}
	const needed =
		litmos === null
			? [
					'the Litmos API key; Account Owners can get one',
					'to finish, the ConductorOne sign-in of your colleague, or yours',
				]
			: [
					'a ConductorOne sign-in that may create connectors',
					'the Litmos API key, from your colleague, unless an owner enters it in ConductorOne',
				];
	return [...facts, ...needed.map((value, index) => ({label: index === 0 ? 'You’ll need' : '', value}))];
}
