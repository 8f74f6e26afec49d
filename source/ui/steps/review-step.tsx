import {Box} from 'ink';
import {useState} from 'react';
import {litmosAddress} from '../../setup/questions.ts';
import {readAge} from '../../setup/read-age.ts';
import type {SetupState, Step} from '../../setup/state.ts';
import {Confirm} from '../components/confirm/confirm.tsx';
import {calmSeconds} from '../components/progress/progress-state.ts';
import {Select} from '../components/select/select.tsx';
import {useKeys} from '../hooks/use-keys.ts';
import {useScreenReader, useSize} from '../provider.tsx';
import {stepWords} from './messages.ts';
import {Hint, Title} from './notes.tsx';
import {ProblemPanel} from './problem-panel.tsx';
import {PushView} from './push-view.tsx';
import {chosenWords} from './what-else-page.tsx';
import {useWizard} from './wizard-context.tsx';

const words = stepWords.review;
type Line = 'push' | 'litmos' | 'courses' | 'whatElse' | 'preview' | 'conductorone' | 'keep';

/** Every answer on one page, each can be opened; then the push itself, on the same step. */
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
	const {rows} = useSize();
	const isScreenReader = useScreenReader();
	const [isKeepOpen, setKeepOpen] = useState(false);
	if (isKeepOpen) return <KeepSecrets onClose={() => setKeepOpen(false)} />;
	const counts = state.sync.work.status === 'done' ? state.sync.work.value.counts : undefined;
	// It is complete by now.
	const problem = state.problem?.code === 'sync/incomplete' && counts !== undefined ? null : state.problem;
	const options: {value: Line; label: string; description: string}[] = [
		{
			value: 'push',
			label: words.push,
			description: counts === undefined ? words.pushWait : words.pushHint(hostOf(state)),
		},
		{value: 'litmos', label: words.lines.litmos, description: accountWords(state)},
		{value: 'courses', label: words.lines.courses, description: coursesWords(state)},
		{value: 'whatElse', label: words.lines.whatElse, description: chosenWords(state.answers.reading)},
		{value: 'preview', label: words.lines.preview, description: readWords(state)},
		{value: 'conductorone', label: words.lines.conductorone, description: state.answers.clientId.trim()},
		{value: 'keep', label: words.lines.keep, description: keepWords(state)},
	];
	const choose = (line: Line) => {
		if (line === 'push') return send({type: 'submit'});
		if (line === 'whatElse') return send({type: 'reading/open'});
		if (line !== 'keep') return send({type: 'go', step: line satisfies Step});
		if (canKeep(state)) setKeepOpen(true);
	};
	const gap = rows >= 15 && !isScreenReader ? 1 : 0;
	return (
		<Box flexDirection="column">
			<Title>{words.title}</Title>
			<Box marginTop={gap}>
				<Select
					options={options}
					onFocus={() => problem !== null && send({type: 'problem/dismiss'})}
					onSelect={choose}
				/>
			</Box>
			<Box flexDirection="column" marginTop={gap}>
				{problem === null ? (
					<>
						{counts !== undefined && (
							<Hint>
								{words.willHappen(
									hostOf(state),
									words.amounts(counts.accounts, counts.teams, counts.courses, counts.grants),
								)}
							</Hint>
						)}
						<Hint>{words.changeHint}</Hint>
						{state.demo.status === 'done' && <Hint>{stepWords.demo.note}</Hint>}
					</>
				) : (
					<ProblemPanel problem={problem} log={context.logPath} rows={Math.max(3, rows - 8 - 2 * gap)} />
				)}
			</Box>
		</Box>
	);
}

function KeepSecrets({onClose}: {onClose: () => void}) {
	const {state, send} = useWizard();
	useKeys({level: 'screen', contexts: ['everywhere'], on: {back: onClose}});
	return (
		<Confirm
			question={words.keepTitle}
			details={[...(state.secretPlace === null ? [] : [state.secretPlace.where]), ...words.keepDetails]}
			yesLabel={words.keepYes}
			noLabel={words.keepNo}
			onAnswer={(isYes) => {
				if (isYes) send({type: 'secrets/allow-file'});
				onClose();
			}}
		/>
	);
}

function accountWords(state: SetupState): string {
	return words.account(state.answers.source.trim(), new URL(litmosAddress(state)).host);
}

function coursesWords({answers}: SetupState): string {
	return answers.courses.mode === 'all' ? words.allCourses : words.someCourses(answers.courses.ids.size);
}

function readWords({sync}: SetupState): string {
	if (sync.work.status !== 'done') {
		const left = sync.budget?.timeLeft ?? null;
		return left === null ? words.stillReading : words.readingFor(calmSeconds(left / 1000));
	}
	const age = readAge({sync});
	if (age !== null && (age.isReused || age.isOld)) return words.read(age.milliseconds);
	const {requests, durationMs} = sync.work.value;
	return stepWords.preview.spent(requests.spent, durationMs / 1000);
}

function canKeep({secretPlace, demo}: SetupState): boolean {
	return demo.status !== 'done' && secretPlace?.provider === 'memory';
}

function keepWords({demo, secretPlace}: SetupState): string {
	if (demo.status === 'done') return words.keepDemo;
	return secretPlace === null ? words.keepGiven : words.kept[secretPlace.provider];
}

function hostOf({credential, answers}: SetupState): string {
	if (credential.status === 'done') return credential.value.host;
	return answers.clientId;
}
