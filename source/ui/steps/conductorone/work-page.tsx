import {Box} from 'ink';
import {useState} from 'react';
import {present} from '../../../text/present.ts';
import {Select} from '../../components/select/select.tsx';
import type {Option} from '../../components/select/select-state.ts';
import {Spinner} from '../../components/spinner/spinner.tsx';
import {Text} from '../../components/text/text.tsx';
import {useTheme} from '../../provider.tsx';
import {Notes} from '../notes.tsx';
import {useConnect} from './connect-context.ts';
import {PageFrame} from './page-frame.tsx';
import {UndoQuestion} from './undo-question.tsx';
import {connectWorkMessages} from './work-messages.ts';

const messages = connectWorkMessages.work;
type Choice = 'retry' | 'undo' | 'back';

/** The steps as they are done; when one fails: go on, undo, or change the answers. */
export function WorkPage() {
	const {state, send} = useConnect();
	const theme = useTheme();
	const {work, undo, undone, steps, notes} = state;
	const [isAsking, setAsking] = useState(false);
	const isUndoing = undo.status !== 'idle';
	const title =
		undo.status === 'done'
			? 'Undone'
			: isUndoing
				? messages.titleUndo
				: work.status === 'failed'
					? 'Setup stopped'
					: 'Setting up';
	const options = present<Option<Choice>>([
		{value: 'retry', label: 'Try again', description: 'continues where it stopped'},
		undo.status !== 'done' && {value: 'undo', label: 'Undo', description: 'deletes what was created; asks first'},
		{value: 'back', label: 'Change answers', description: 'nothing is lost'},
	]);
	const choose = (choice: Choice) => {
		if (choice === 'retry') send({type: isUndoing && undo.status === 'failed' ? 'undo/start' : 'work/start'});
		else if (choice === 'undo') setAsking(true);
		else send({type: 'back'});
	};
	const isBusy = work.status === 'running' || undo.status === 'running';
	if (isAsking) return <UndoQuestion onClose={() => setAsking(false)} />;
	return (
		<PageFrame title={title} lines={steps.length + 8}>
			{undo.status === 'running' && <Spinner label={messages.titleUndo} />}
			{undone !== null && (
				<>
					<Notes kind="success" notes={undone.lines.length === 0 ? ['Nothing had been created.'] : undone.lines} />
					<Notes kind="info" notes={undone.stays} />
				</>
			)}
			{steps.map(({step, state: now}) => {
				const label = messages.steps[step];
				if (now === 'running') return <Spinner key={step} label={label} delay={0} />;
				const sign = {done: theme.symbols.success, failed: theme.symbols.error, open: ' '}[now];
				const token = {done: 'status.success', failed: 'status.error', open: 'text.secondary'} as const;
				return <Text key={step}>{`${theme.paint(token[now], sign)} ${label}`}</Text>;
			})}
			<Notes kind="info" notes={notes.slice(-3)} />
			{!isBusy && (
				<Box marginTop={1}>
					<Select options={options} defaultValue={undo.status === 'done' ? 'back' : 'retry'} onSelect={choose} />
				</Box>
			)}
		</PageFrame>
	);
}
