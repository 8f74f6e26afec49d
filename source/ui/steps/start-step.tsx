import {Box} from 'ink';
import {Select} from '../components/select/select.tsx';
import {Spinner} from '../components/spinner/spinner.tsx';
import {Text} from '../components/text/text.tsx';
import {useScreenReader, useSize, useTheme} from '../provider.tsx';
import {stepWords} from './messages.ts';
import {Hint, Note, Title} from './notes.tsx';
import {ProblemPanel} from './problem-panel.tsx';
import {StartCheckLines} from './start-checks.tsx';
import {useWizard} from './wizard-context.tsx';

const words = stepWords.start;
type Choice = 'resume' | 'begin' | 'demo';

/** What this program does and needs, and the ways in: where one left off, from the beginning, or make-believe. */
export function StartStep() {
	const {state, send, context} = useWizard();
	const theme = useTheme();
	const {rows} = useSize();
	const isScreenReader = useScreenReader();
	const {resume} = state;
	if (state.demo.status === 'running' || state.resuming !== null) {
		return (
			<Box flexDirection="column">
				<ProductLine />
				<Spinner label={state.resuming === null ? stepWords.demo.starting : words.resuming} />
			</Box>
		);
	}
	const options = [
		...(resume === null ? [] : [{value: 'resume' as const, label: words.resume, description: words.resumeHint}]),
		resume === null
			? {value: 'begin' as const, label: words.begin, description: words.beginHint}
			: {value: 'begin' as const, label: words.startOver, description: words.startOverHint},
		{value: 'demo' as const, label: words.demo, description: words.demoHint},
	];
	const choose = (choice: Choice) => {
		if (choice === 'demo') {
			// Courses chosen for a real tenant mean nothing in an invented one.
			send({type: 'courses/mode', mode: 'all'});
			return send({type: 'start/demo'});
		}
		if (choice === 'resume') return send({type: 'resume/accept'});
		if (resume !== null) send({type: 'resume/decline'});
		send({type: 'start/begin'});
	};
	const gap = rows >= 18 && !isScreenReader ? 1 : 0;
	return (
		<Box flexDirection="column">
			<ProductLine />
			<Box flexDirection="column" marginTop={gap}>
				{resume === null ? (
					<>
						<Text>{words.what}</Text>
						<Text>{words.promise}</Text>
						<Box flexDirection="column" marginTop={gap}>
							<Text>{words.need}</Text>
							{words.needs.map((need) => (
								<Text key={need}>{`${theme.paint('accent', theme.symbols.action)} ${need}`}</Text>
							))}
							<Hint>{words.needsHint}</Hint>
						</Box>
					</>
				) : (
					<>
						<Title>{words.resumeTitle}</Title>
						<Text>{words.resumeAt(stepWords.names[resume.step], dateWords(resume.savedAt))}</Text>
						{resume.lines.map((line) => (
							<Text key={line}>{`${theme.paint('accent', theme.symbols.action)} ${line}`}</Text>
						))}
					</>
				)}
			</Box>
			{context.warnings.map((warning) => (
				<Note key={warning} kind="warning">
					{warning}
				</Note>
			))}
			{state.problem !== null && (
				<ProblemPanel problem={state.problem} log={context.logPath} rows={Math.max(3, rows - 12)} />
			)}
			<Box marginTop={gap}>
				<Select options={options} onSelect={choose} acceptLabel={words.choose} />
			</Box>
			<Box marginTop={gap}>
				<StartCheckLines />
			</Box>
		</Box>
	);
}

function ProductLine() {
	const {context} = useWizard();
	const theme = useTheme();
	return (
		<Text>{`${theme.paint('text.heading', stepWords.title)} ${theme.paint('text.secondary', context.version)}`}</Text>
	);
}

function dateWords(iso: string): string {
	const date = new Date(iso);
	return Number.isNaN(date.getTime()) ? iso : date.toLocaleString('en-GB', {dateStyle: 'medium', timeStyle: 'short'});
}
