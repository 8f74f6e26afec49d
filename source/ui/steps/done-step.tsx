import {Box} from 'ink';
import {bytes} from '../../text/amounts.ts';
import {commandLine} from '../../text/as-typed.ts';
import {Copyable} from '../components/message/message.tsx';
import {Select} from '../components/select/select.tsx';
import {Text} from '../components/text/text.tsx';
import {useScreenReader, useSize, useTheme} from '../provider.tsx';
import {useTerminal} from '../terminal.tsx';
import {Arrival} from './conductorone/arrival.tsx';
import {stepWords} from './messages.ts';
import {Hint} from './notes.tsx';
import {leavingText} from './transcript.ts';
import {useWizard} from './wizard-context.tsx';

const words = stepWords.done;

/** What was sent and what keeps it fresh. The same words stay in the terminal after the screens are gone. */
export function DoneStep() {
	const {state, context} = useWizard();
	const {leave} = useTerminal();
	const theme = useTheme();
	const {rows} = useSize();
	const isScreenReader = useScreenReader();
	const {work} = state.push;
	const isDemo = state.demo.status === 'done';
	const gap = rows >= 12 && !isScreenReader ? 1 : 0;
	// Signed in, one can see what has arrived.
	const isGuided = context.guided?.getState().answers.hosting === 'here' && context.guided.getState().progress !== null;
	const result = work.status === 'done' ? work.value : undefined;
	return (
		<Box flexDirection="column">
			<Text>
				{`${theme.paint('status.success', theme.symbols.success)} ${theme.paint('text.heading', result === undefined ? words.titleElsewhere : words.title(result.host))}`}
			</Text>
			{result !== undefined && (
				<Box flexDirection="column" marginTop={gap}>
					<Text wrap="truncate">
						{`  ${stepWords.review.amounts(result.counts.accounts, result.counts.teams, result.counts.courses, result.counts.grants)}`}
					</Text>
					<Hint>{`  ${words.size}: ${bytes(result.bytes)} · ${words.task}: ${result.taskId}`}</Hint>
				</Box>
			)}
			{result !== undefined && isGuided && <Arrival />}
			{/* In a small window the proof comes first; the command stays in the terminal in any case. */}
			{(!isGuided || rows >= 18) && (
				<Box flexDirection="column" marginTop={gap}>
					{(isDemo || !isGuided) && <Text>{isDemo ? words.demo : words.look}</Text>}
					<Text>{isDemo ? words.demoNext : rows >= 18 ? words.keep : words.nightly}</Text>
					<Copyable
						lines={
							isDemo ? [commandLine('setup')] : [...(rows >= 18 ? [commandLine('push')] : []), commandLine('schedule')]
						}
					/>
				</Box>
			)}
			<Box marginTop={gap}>
				<Select
					options={[{value: 'finish', label: words.finish, description: words.finishHint}]}
					onSelect={() => leave({exit: 0, transcript: leavingText(state, context)})}
					acceptLabel={words.finish.toLowerCase()}
				/>
			</Box>
		</Box>
	);
}
