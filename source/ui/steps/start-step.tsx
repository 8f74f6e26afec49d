import {Box} from 'ink';
import {useState} from 'react';
import type {Step} from '../../setup/state.ts';
import {age} from '../../text/amounts.ts';
import {present} from '../../text/present.ts';
import {Select} from '../components/select/select.tsx';
import type {Option} from '../components/select/select-state.ts';
import {PageHelp} from '../components/shell/page-slots.tsx';
import {Spinner} from '../components/spinner/spinner.tsx';
import {Text} from '../components/text/text.tsx';
import {useGap, useScreenReader, useSize, useTheme} from '../provider.tsx';
import {width} from '../text.ts';
import {stepMessages} from './messages.ts';
import {Hint, Notes} from './notes.tsx';
import {OpenFilePage} from './open-file-page.tsx';
import {ProblemPanel} from './problem-panel.tsx';
import {ProductLine} from './product-line.tsx';
import {ProfilesPage} from './profiles-page.tsx';
import {StartCheckLines} from './start-checks.tsx';
import {useWizard} from './wizard-context.tsx';

const about = [
	'litmos-connector reads accounts, teams and courses from Litmos, an online learning service, and sends them to ConductorOne, where access is reviewed and managed.',
	'A connector is what ConductorOne calls the part that brings in the data of one app, here Litmos. Setup creates it with you, or uses one you have.',
	'The sandbox is a demo Litmos and a demo ConductorOne on this computer. Nothing leaves it.',
	'Enter selects the line under the cursor. Nothing is created or sent before you confirm it.',
];

const needs = ['a Litmos API key (Account Owners can get one)', 'a ConductorOne sign-in, or a client ID and secret'];

type Choice = 'resume' | 'begin' | 'demo' | 'open' | 'profile';

/** What this program does, the ways in, and what to have at hand. */
export function StartStep() {
	const {state, send, context} = useWizard();
	const {rows} = useSize();
	const gap = useGap(16);
	const {resume} = state;
	const {profiles} = context;
	const [isOpening, setOpening] = useState(false);
	const [isChoosing, setChoosing] = useState(() => profiles?.isAsked() === true);
	if (profiles !== undefined && isChoosing)
		return <ProfilesPage profiles={profiles} onDone={() => setChoosing(false)} />;
	if (context.openFile !== undefined && isOpening)
		return <OpenFilePage openFile={context.openFile} onDone={() => setOpening(false)} />;
	if (state.demo.status === 'running' || state.resuming !== null) {
		return (
			<Box flexDirection="column">
				<PageHelp about={about} />
				<ProductLine />
				<Spinner
					label={
						state.resuming === null
							? 'Starting the sandbox: demo Litmos and ConductorOne on this computer'
							: 'Resuming setup'
					}
				/>
			</Box>
		);
	}
	const options = present<Option<Choice>>([
		resume && {value: 'resume', label: 'Resume setup', description: wasAt(resume.step, resume.savedAt)},
		resume === null
			? {value: 'begin', label: 'Set up a connection', description: 'about 10 minutes'}
			: {value: 'begin', label: 'Start over', description: 'clears saved answers; keeps secrets'},
		{value: 'demo', label: 'Try the sandbox', description: 'demo data, no account needed'},
		context.openFile && {value: 'open', label: 'Open a sync file', description: 'browse what an earlier sync read'},
		profiles?.lines.some(({isSetUp}) => isSetUp) && {
			value: 'profile',
			label: 'Another Litmos account',
			description: `now: profile ${profiles.current}`,
		},
	]);
	const choose = (choice: Choice) => {
		if (choice === 'demo') {
			// Courses chosen for a real tenant mean nothing in an invented one.
			send({type: 'courses/mode', mode: 'all'});
			return send({type: 'start/demo'});
		}
		if (choice === 'profile') return setChoosing(true);
		if (choice === 'open') return setOpening(true);
		if (choice === 'resume') return send({type: 'resume/accept'});
		if (resume !== null) send({type: 'resume/decline'});
		send({type: 'start/begin'});
	};
	return (
		<Box flexDirection="column">
			<PageHelp about={about} />
			<ProductLine />
			<Box flexDirection="column" marginTop={gap}>
				<Text>Sync your Litmos accounts, teams and courses to ConductorOne.</Text>
				<Text>You confirm every change before it is made. Setup changes nothing in Litmos.</Text>
			</Box>
			<Notes kind="warning" notes={context.warnings} />
			{state.problem !== null && <ProblemPanel problem={state.problem} rows={Math.max(3, rows - 12)} />}
			<Box marginTop={gap} flexShrink={0}>
				<Select options={options} onSelect={choose} acceptLabel="select" />
			</Box>
			<Box marginTop={gap} flexShrink={0} flexDirection="column">
				{resume === null ? <Needs /> : <Saved lines={resume.lines} />}
			</Box>
			<Box marginTop={gap} flexShrink={0}>
				<StartCheckLines />
			</Box>
		</Box>
	);
}

/** What to have at hand, before the first question asks for it. */
function Needs() {
	const isScreenReader = useScreenReader();
	const label = 'You’ll need';
	return needs.map((need, at) => (
		<Text key={need} wrap="truncate">
			{isScreenReader
				? `${at === 0 ? `${label}: ` : ''}${need}`
				: `${at === 0 ? label : ' '.repeat(width(label))}  ${need}`}
		</Text>
	));
}

/** What resuming goes on with. */
function Saved({lines}: {lines: readonly string[]}) {
	const theme = useTheme();
	return (
		<>
			{lines.map((line) => (
				<Text key={line} wrap="truncate">{`${theme.paint('accent', theme.symbols.action)} ${line}`}</Text>
			))}
			<Hint>What was already read is reused where it still fits.</Hint>
		</>
	);
}

const aDay = 24 * 60 * 60 * 1000;

/** Where the set-up was left: how long ago where that is a matter of hours, else the date. */
function wasAt(step: Step, savedAt: string): string {
	const name = stepMessages.names[step];
	const date = new Date(savedAt);
	const ago = Date.now() - date.getTime();
	if (ago >= 0 && ago < aDay) return `you were at ${name}, ${age(ago)} ago`;
	return `you were at ${name} on ${Number.isNaN(ago) ? savedAt : date.toLocaleDateString('en-US', {dateStyle: 'medium'})}`;
}
