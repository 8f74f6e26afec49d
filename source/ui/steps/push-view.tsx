import {Box} from 'ink';
import {useEffect, useRef, useState} from 'react';
import {usualIdleMs} from '../../setup/services/deliver.ts';
import type {Work} from '../../setup/slots.ts';
import {bytes, duration} from '../../text/amounts.ts';
import {Select} from '../components/select/select.tsx';
import type {Option} from '../components/select/select-state.ts';
import {Text} from '../components/text/text.tsx';
import {useKeys} from '../hooks/use-keys.ts';
import {useGap, useScreenReader, useSize, useTheme} from '../provider.tsx';
import {useTerminal} from '../terminal.tsx';
import {wrap} from '../text.ts';
import {Hint, Page} from './notes.tsx';
import {ProblemPanel} from './problem-panel.tsx';
import {pushMessages as messages} from './push-messages.ts';
import {eventLines, hasBegun, type PushPhaseId, phaseOf, pushPhaseIds, pushPhases, waitOf} from './push-phases.ts';
import {leavingText} from './transcript.ts';
import {useWizard} from './wizard-context.tsx';

const about = [
	'ConductorOne asks its connectors for syncs. This program waits for that, writes the sync file, uploads it and confirms it.',
	'd shows in detail what is happening.',
];

type Choice = 'again' | 'retry' | 'confirm' | 'look' | 'back' | 'later';

/** The push: phases with time and amounts; what happened, on demand; what to do when it failed. */
export function PushView({onBack}: {onBack: () => void}) {
	const {state, send, context} = useWizard();
	const {leave} = useTerminal();
	const {push} = state;
	const {rows, columns} = useSize();
	const gap = useGap(15);
	const isRunning = push.work.status === 'running';
	const [hasDetails, setDetails] = useState(false);
	const problem = push.work.status === 'failed' ? push.work.problem : null;
	/** A question, not a failure: nothing was begun. */
	const isDrop = problem?.code === 'push/drop-guard';
	/** What was read is not there any more to be sent again. */
	const isReplaced = problem?.code === 'sync/replaced';
	useKeys({
		level: 'screen',
		contexts: ['letters', 'everywhere'],
		on: {
			details: isDrop ? undefined : () => setDetails(!hasDetails),
			back: () => {
				if (isRunning) send({type: 'push/cancel'});
				else onBack();
			},
		},
		hints: ['details', isRunning && 'back'],
		labels: {details: 'activity', back: isRunning ? 'stop and go back' : undefined},
	});
	const choose = (choice: Choice) => {
		if (choice === 'retry') send({type: 'submit'});
		else if (choice === 'again') {
			send({type: 'go', step: 'preview'});
			send({type: 'sync/restart'});
		} else if (choice === 'confirm') send({type: 'push/confirm-drop'});
		else if (choice === 'look') send({type: 'go', step: 'preview'});
		else if (choice === 'back') onBack();
		else leave({exit: 0, transcript: leavingText(state, context)});
	};
	const back: Option<Choice> = {value: 'back', label: 'Back to review', description: 'to change an answer'};
	const options: Option<Choice>[] = isDrop
		? [
				back,
				{value: 'look', label: 'See what changes', description: 'in the preview'},
				{value: 'confirm', label: 'Push anyway', description: 'the data is right'},
			]
		: [
				isReplaced
					? {value: 'again', label: 'Read again', description: 'and show the preview'}
					: {value: 'retry', label: 'Try again', description: 'sends the same data'},
				back,
				{
					value: 'later',
					label: 'Quit and push later',
					description: isReplaced ? 'your answers are saved' : 'what was read is saved',
				},
			];
	const hasPhases = problem === null || hasBegun(push);
	const phaseRows = hasPhases && !isDrop ? pushPhaseIds.length : 0;
	const choices = problem === null ? 0 : options.length;
	const wait = waitOf(push);
	const note = isRunning && !hasDetails && phaseOf(push) === 'task' ? messages.waitingNote(usualIdleMs / 60_000) : '';
	const hasRoom = rows >= 1 + phaseRows + choices + 4 + 3 * gap;
	const fixed = 1 + gap + (hasRoom ? phaseRows + gap : 0) + (choices === 0 ? 0 : choices + gap);
	const space = Math.max(3, rows - fixed);
	return (
		<Page
			title={problem === null ? 'Sending to ConductorOne' : isDrop ? 'Push these changes?' : 'The push failed'}
			about={about}
		>
			{phaseRows > 0 && hasRoom && (
				<Box flexDirection="column" marginTop={gap}>
					<PhaseLines wait={wait} />
				</Box>
			)}
			{problem !== null && !hasDetails && (
				<Box marginTop={gap}>
					<ProblemPanel problem={problem} rows={space} kind={isDrop ? 'warning' : 'error'} />
				</Box>
			)}
			{hasDetails && (
				<Box marginTop={gap}>
					<EventLog rows={space} />
				</Box>
			)}
			{note !== '' && (
				<Box flexDirection="column" marginTop={gap}>
					{wrap(note, columns).map((line) => (
						<Hint key={line}>{line}</Hint>
					))}
				</Box>
			)}
			{problem !== null && (
				<Box marginTop={gap}>
					<Select options={options} onSelect={choose} />
				</Box>
			)}
		</Page>
	);
}

function PhaseLines({wait}: {wait: number | null}) {
	const {state} = useWizard();
	const theme = useTheme();
	const isScreenReader = useScreenReader();
	const {push} = state;
	const isRunning = push.work.status === 'running';
	const now = useSeconds(isRunning && !isScreenReader);
	const current = phaseOf(push);
	const times = usePhaseTimes(current, push.work, now);
	const rate = useRate(push.upload?.sentBytes ?? 0, now);
	const left = useCountdown(wait, push.events.length, now);
	const phases = pushPhases(push);
	if (isScreenReader) {
		const phase = phases.find(({id}) => id === current);
		return <Text>{`${messages.phases[current]}${phase?.detail ? `, ${phase.detail}` : ''}`}</Text>;
	}
	return (
		<>
			{phases.map(({id, state: kind, detail}) => {
				const isFailed = kind === 'current' && push.work.status === 'failed';
				const sign = isFailed
					? theme.paint('status.error', theme.symbols.error)
					: theme.paint(`step.${kind}`, theme.symbols[kind]);
				const elapsed = times[id];
				const facts = [
					...(elapsed === undefined || kind === 'open' ? [] : [duration(elapsed)]),
					...(detail === '' ? [] : [detail]),
					...(id === 'upload' && kind === 'current' && rate > 0 ? [`${bytes(rate)}/s`] : []),
					...(id === 'task' && kind === 'current' && left !== undefined ? [messages.nextLook(left)] : []),
				].join(' · ');
				const label = kind === 'current' ? theme.paint('focus', messages.phases[id]) : messages.phases[id];
				return (
					<Text key={id} wrap="truncate">
						{`${sign} ${label}${facts === '' ? '' : theme.paint('text.secondary', `  ${facts}`)}`}
					</Text>
				);
			})}
		</>
	);
}

/** What happened, newest at the bottom. */
function EventLog({rows}: {rows: number}) {
	const {state} = useWizard();
	const {columns} = useSize();
	const lines = eventLines(state.push.events).flatMap((line) => wrap(line, columns - 2));
	return (
		<Box flexDirection="column">
			{lines.length === 0 && <Hint>Nothing has happened yet.</Hint>}
			{lines.slice(-rows).map((line, index) => (
				<Hint key={index}>{`  ${line}`}</Hint>
			))}
		</Box>
	);
}

/** Seconds since the screen came, counted up while work goes on. */
function useSeconds(isRunning: boolean): number {
	const [start] = useState(() => performance.now());
	const [, draw] = useState(0);
	useEffect(() => {
		if (!isRunning) return;
		const timer = setInterval(() => draw((count) => count + 1), 1000);
		return () => clearInterval(timer);
	}, [isRunning]);
	return (performance.now() - start) / 1000;
}

type PhaseTimes = Partial<Record<PushPhaseId, number>>;

/** Seconds each phase has taken, of this run. */
function usePhaseTimes(current: PushPhaseId, work: Work<unknown>, now: number): PhaseTimes {
	const marks = useRef({work, phase: current, since: now, times: {} as PhaseTimes});
	const isStarted = work.status === 'running' && marks.current.work !== work;
	if (isStarted) marks.current = {work, phase: current, since: now, times: {}};
	const mark = marks.current;
	mark.times[mark.phase] = now - mark.since;
	if (mark.phase !== current) {
		mark.phase = current;
		mark.since = now;
		mark.times[current] = 0;
	}
	return mark.times;
}

/** Seconds until the next look, counted down; null while ConductorOne is being asked, undefined when nobody waits. */
function useCountdown(wait: number | null, event: number, now: number): number | null | undefined {
	const mark = useRef({event: -1, at: 0});
	if (mark.current.event !== event) mark.current = {event, at: now};
	if (wait === null) return undefined;
	const left = wait / 1000 - (now - mark.current.at);
	return left > 0.5 ? Math.round(left) : null;
}

/** Bytes a second since the first byte. */
function useRate(sent: number, now: number): number {
	const first = useRef<{sent: number; at: number}>(undefined);
	if (sent === 0) first.current = undefined;
	else first.current ??= {sent: 0, at: now};
	const span = first.current === undefined ? 0 : now - first.current.at;
	return span < 0.5 ? 0 : sent / span;
}
