import {Box} from 'ink';
import {useEffect, useState} from 'react';
import {hasFiles} from '../../../deploy/ways.ts';
import {present} from '../../../text/present.ts';
import {Copyable} from '../../components/message/message.tsx';
import {Select} from '../../components/select/select.tsx';
import {Text} from '../../components/text/text.tsx';
import {useSize} from '../../provider.tsx';
import {useTerminal} from '../../terminal.tsx';
import {width, wrap} from '../../text.ts';
import type {Fact} from '../fact-lines.tsx';
import {BlockPage, type DrawnBlock, factBlocks, titleBlock} from '../last-page.tsx';
import {Note, noteRows} from '../notes.tsx';
import {ProblemPanel} from '../problem-panel.tsx';
import {leavingText} from '../transcript.ts';
import {useWizard} from '../wizard-context.tsx';
import {arrivalFacts, arrivalTitle, useArrival, waitBlocks} from './arrival.tsx';
import {useConnect} from './connect-context.ts';
import {proofBlocks} from './proof-table.tsx';
import {UndoQuestion} from './undo-question.tsx';
import {connectWorkMessages} from './work-messages.ts';

const messages = connectWorkMessages.result;
type Choice = 'go-on' | 'finish' | 'undo';
const problemRows = 5;

/** What was made, what ConductorOne says of it, and what is left to do by hand. */
export function ResultPage() {
	const {state} = useConnect();
	const wizard = useWizard();
	const {leave} = useTerminal();
	const {columns} = useSize();
	const {answers, deployment, progress, pages, notes, problem} = state;
	const {hosting, isDelegated, isApplied} = answers;
	const isOurs = hosting === 'here';
	const isWatched = (hosting === 'hosted' && !isDelegated) || isApplied;
	const arrival = useArrival(isWatched);
	const {connector, proof, missing, isWatching} = arrival;
	const isFinished = hosting === null || !hasFiles(hosting) || isApplied;
	const isDemo = wizard.state.demo.status === 'done';
	const [isAsking, setAsking] = useState(false);
	// From here the way leads on by itself, once: who comes back from the review wants to see this page.
	const {send} = wizard;
	const isNew = isOurs && wizard.state.credential.status === 'idle';
	useEffect(() => {
		if (isNew) send({type: 'submit'});
	}, [isNew, send]);
	if (isAsking) return <UndoQuestion onClose={() => setAsking(false)} />;

	const choose = (choice: Choice) => {
		if (choice === 'go-on') wizard.send({type: 'submit'});
		else if (choice === 'undo') setAsking(true);
		else leave({exit: 0, transcript: leavingText(wizard.state, wizard.context)});
	};
	const options: {value: Choice; label: string; description: string}[] = [
		isOurs
			? {value: 'go-on', label: 'Continue', description: 'to the review, then push'}
			: {value: 'finish', label: 'Exit', description: 'a summary stays in the terminal'},
		{value: 'undo', label: 'Undo', description: 'deletes what was created; asks first'},
	];
	const {title, ending} = arrivalTitle(
		arrival,
		isFinished ? 'The connector is set up' : 'The files are ready. Nothing runs yet.',
	);
	const isLate = missing.length > 0 && !isWatching;
	const facts: Fact[] = [
		...(hosting !== null && hasFiles(hosting) && progress?.files !== undefined
			? [{label: 'Files', value: messages.filesIn(progress.files.names.length, progress.files.folder)}]
			: []),
		...arrivalFacts(connector, pages.connector, isLate, isDemo),
	];
	const commands = isApplied ? [] : (deployment?.steps.map(({command, text: said}) => command ?? said) ?? []);
	const failed = problem ?? (isOurs && wizard.state.credential.status === 'failed' ? wizard.state.problem : null);
	const told = [...(isDelegated ? ['ConductorOne emails the owner to ask for the Litmos key.'] : []), ...notes];
	const blocks = present<DrawnBlock>([
		titleBlock(title, isFinished || ending !== 'done' ? ending : 'open', columns),
		...proofBlocks(proof, columns),
		...waitBlocks(isWatching, isLate, columns),
		...factBlocks(facts, columns, 3),
		...told.map((note, index) => ({
			id: note,
			rows: noteRows(note, columns, '✓'),
			priority: 5 + index,
			hasGap: index === 0,
			draw: () => <Note kind="info">{note}</Note>,
		})),
		commands.length > 0 && {
			id: 'next',
			rows: wrap(messages.next, columns).length,
			priority: 2,
			hasGap: true,
			draw: () => <Text>{messages.next}</Text>,
		},
		...commands.map((command, index) => ({
			id: command,
			rows: Math.ceil(width(command) / columns),
			priority: 2 + index,
			draw: () => <Copyable lines={[command]} isTight />,
		})),
		failed && {
			id: 'problem',
			rows: problemRows,
			priority: 0,
			hasGap: true,
			draw: () => <ProblemPanel problem={failed} rows={problemRows} />,
		},
		{
			id: 'choice',
			rows: options.length,
			priority: 0,
			hasGap: true,
			draw: () => (
				<Box>
					<Select options={options} onSelect={choose} />
				</Box>
			),
		},
	]);
	return <BlockPage blocks={blocks} />;
}
