import {Box} from 'ink';
import {useState} from 'react';
import {confirmationNeeded} from '../../sync/confirmation.ts';
import {commandLine} from '../../text/as-typed.ts';
import {present} from '../../text/present.ts';
import {Confirm} from '../components/confirm/confirm.tsx';
import {useBack} from '../hooks/use-keys.ts';
import {useGap, useSize} from '../provider.tsx';
import {useTerminal} from '../terminal.tsx';
import {wrap} from '../text.ts';
import {stepMessages} from './messages.ts';
import {Hint, Page} from './notes.tsx';
import {ProblemPanel} from './problem-panel.tsx';
import {PushView} from './push-view.tsx';
import {canKeep, type LineId, reviewLines, useLastPush} from './review-facts.ts';
import {type ReviewLine, ReviewLines} from './review-lines.tsx';
import {leavingText} from './transcript.ts';
import {useWizard} from './wizard-context.tsx';

const keepDetails = [
	'There is no system keychain here. A file in the state folder that only you can read',
	'saves you from pasting them again. It is plain text.',
];

const about = [
	'These are your answers, and what will be sent. Select a line and press Enter to change it.',
	'Push sends the sync to ConductorOne and waits for the answer.',
];

const problemRows = 4;

/** Every answer on one page, and what will be sent, before anything is; then the push itself, on the same step. */
export function ReviewStep() {
	const {state} = useWizard();
	const {work} = state.push;
	/** The failed push that was looked at and left. */
	const [left, setLeft] = useState<typeof work>();
	if (work.status === 'running' || (work.status === 'failed' && work !== left)) {
		return <PushView onBack={() => setLeft(work)} />;
	}
	return <Review />;
}

function Review() {
	const {state, send, context} = useWizard();
	const {leave} = useTerminal();
	const {rows, columns} = useSize();
	const gap = useGap(15);
	const [isKeepOpen, setKeepOpen] = useState(false);
	const since = useLastPush();
	if (isKeepOpen) return <KeepSecrets onClose={() => setKeepOpen(false)} />;
	const report = state.sync.work.status === 'done' ? state.sync.work.value : undefined;
	// It is complete by now.
	const problem = state.problem?.code === 'sync/incomplete' && report !== undefined ? null : state.problem;
	const comparison = typeof since === 'object' ? since : undefined;
	const doubt = report === undefined ? null : confirmationNeeded(report, comparison, context.values.dropGuard / 100);
	const isDemo = state.demo.status === 'done';
	const lines = present<ReviewLine<LineId>>([
		...reviewLines(state, since),
		doubt && {id: 'changes', label: doubt.what, value: 'review', kind: 'warning'},
		{
			id: 'push',
			label: 'Push to ConductorOne',
			value: report === undefined ? 'once reading is finished' : '',
			kind: 'act',
			hasGap: true,
		},
		{
			id: 'save',
			label: isDemo ? 'Quit' : 'Save and quit',
			value: isDemo
				? 'demo data isn’t saved'
				: canKeep(state)
					? `resume with: ${commandLine('')}`
					: `push later with: ${commandLine('push')}`,
			kind: 'act',
		},
	]);
	const choose = (line: LineId) => {
		switch (line) {
			case 'push':
				return send({type: 'submit'});
			case 'save':
				return leave({exit: 0, transcript: leavingText(state, context)});
			case 'whatElse':
				return send({type: 'reading/open'});
			case 'keep':
				return setKeepOpen(true);
			case 'changes':
				return send({type: 'go', step: 'preview'});
			case 'runs':
				return send({type: 'go', step: 'conductorone'});
			case 'since':
				return;
			default:
				return send({type: 'go', step: line});
		}
	};
	const verb = (line: LineId) => (line === 'push' ? 'push' : line === 'save' ? 'quit' : 'open');
	const demo = isDemo && problem === null ? wrap(stepMessages.demo.note, columns) : [];
	const below = problem === null ? demo.length : problemRows;
	const hasNote = problem !== null || rows >= lines.length + 3 + demo.length;
	return (
		<Page title="Review — nothing has been sent yet" about={about}>
			<Box marginTop={gap} flexDirection="column">
				<ReviewLines
					lines={lines}
					start="push"
					rows={rows - 1 - gap - (hasNote ? below + (below > 0 ? gap : 0) : 0)}
					verb={verb}
					onFocus={() => problem !== null && send({type: 'problem/dismiss'})}
					onChoose={choose}
				/>
			</Box>
			{hasNote && (
				<Box flexDirection="column" marginTop={gap}>
					{problem === null ? (
						demo.map((line) => <Hint key={line}>{line}</Hint>)
					) : (
						<ProblemPanel problem={problem} rows={problemRows} />
					)}
				</Box>
			)}
		</Page>
	);
}

function KeepSecrets({onClose}: {onClose: () => void}) {
	const {state, send} = useWizard();
	useBack(onClose);
	return (
		<Confirm
			question="Save the secrets in a file?"
			details={[...(state.secretPlace === null ? [] : [state.secretPlace.where]), ...keepDetails]}
			yesLabel="Save in a file"
			noLabel="Don’t save"
			onAnswer={(isYes) => {
				if (isYes) send({type: 'secrets/allow-file'});
				onClose();
			}}
		/>
	);
}
