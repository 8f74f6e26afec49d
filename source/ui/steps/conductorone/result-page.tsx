import {Box} from 'ink';
import {useState} from 'react';
import {hasFiles} from '../../../setup/conductorone/answers.ts';
import {Copyable} from '../../components/message/message.tsx';
import {Select} from '../../components/select/select.tsx';
import {Text} from '../../components/text/text.tsx';
import {useScreenReader, useSize, useTheme} from '../../provider.tsx';
import {useTerminal} from '../../terminal.tsx';
import {Hint, Note} from '../notes.tsx';
import {leavingText} from '../transcript.ts';
import {useWizard} from '../wizard-context.tsx';
import {Arrival} from './arrival.tsx';
import {useGuided} from './guided-context.ts';
import {guidedWords} from './messages.ts';
import {PageFrame} from './page-frame.tsx';
import {UndoQuestion} from './undo-question.tsx';

const words = guidedWords.result;
type Choice = 'go-on' | 'finish' | 'undo';

/** What was made, what ConductorOne says of it, and what is left to do by hand. */
export function ResultPage() {
	const {state} = useGuided();
	const wizard = useWizard();
	const {leave} = useTerminal();
	const theme = useTheme();
	const {rows} = useSize();
	const isScreenReader = useScreenReader();
	const {answers, deployment, progress, pages, notes} = state;
	const {hosting, isDelegated, isApplied} = answers;
	const isOurs = hosting === 'here';
	const isWatched = (hosting === 'hosted' && !isDelegated) || isApplied;
	/** Files do nothing before somebody applies them. */
	const isFinished = hosting === null || !hasFiles(hosting) || isApplied;
	const [isAsking, setAsking] = useState(false);
	const options: {value: Choice; label: string; description: string}[] = [
		isOurs
			? {value: 'go-on', label: words.goOn, description: words.goOnHint}
			: {value: 'finish', label: words.finish, description: words.finishHint},
		{value: 'undo', label: words.undo, description: words.undoHint},
	];
	const choose = (choice: Choice) => {
		if (choice === 'go-on') wizard.send({type: 'submit'});
		else if (choice === 'undo') setAsking(true);
		else leave({exit: 0, transcript: leavingText(wizard.state, wizard.context)});
	};
	const commands = deployment?.steps.map(({command, words: said}) => command ?? said) ?? [];
	const shown = commands.slice(0, Math.max(1, rows - 12));
	if (isAsking) return <UndoQuestion onClose={() => setAsking(false)} />;
	return (
		<PageFrame title={`${theme.symbols.success} ${isFinished ? words.title : words.titleFiles}`} lines={12}>
			{hosting !== null && hasFiles(hosting) && progress?.files !== undefined && (
				<Hint>{words.filesIn(progress.files.names.length, progress.files.folder)}</Hint>
			)}
			{isDelegated && <Note kind="info">{words.delegated}</Note>}
			{notes.slice(rows < 16 ? notes.length : -2).map((note) => (
				<Note key={note} kind="info">
					{note}
				</Note>
			))}
			{isWatched && <Arrival />}
			{shown.length > 0 && !isApplied && (
				<>
					<Text>{words.next}</Text>
					<Copyable lines={shown} />
				</>
			)}
			{pages.connector !== undefined && rows >= 18 && <Copyable lines={[pages.connector]} />}
			<Box marginTop={rows >= 14 && !isScreenReader ? 1 : 0}>
				<Select options={options} onSelect={choose} />
			</Box>
			{isOurs && wizard.state.credential.status === 'failed' && <Hint>{wizard.state.problem?.what ?? ''}</Hint>}
		</PageFrame>
	);
}
