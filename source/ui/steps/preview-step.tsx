import {Box} from 'ink';
import {useEffect, useState} from 'react';
import {readAge} from '../../setup/read-age.ts';
import type {Reading} from '../../setup/reading.ts';
import type {SyncState} from '../../setup/state.ts';
import {implausible} from '../../sync/confirmation.ts';
import type {PhaseProgress} from '../../sync/events.ts';
import {count} from '../../text/amounts.ts';
import {bar} from '../components/chart/chart-state.ts';
import {calmSeconds} from '../components/progress/progress-state.ts';
import {Select} from '../components/select/select.tsx';
import {Spinner} from '../components/spinner/spinner.tsx';
import {Text} from '../components/text/text.tsx';
import {useScreenReader, useSize, useTheme} from '../provider.tsx';
import {Look} from './look.tsx';
import {stepWords} from './messages.ts';
import {Hint, Note, Title} from './notes.tsx';
import {ProblemPanel} from './problem-panel.tsx';
import {useWizard} from './wizard-context.tsx';

const words = stepWords.preview;
/** The list of courses of the page before counts as saved; that alone is not worth a word. */
const fewRequests = 2;
type Choice = 'go' | 'look' | 'again' | 'retry' | 'back';

/** Reading, with honest time left; then what ConductorOne will get. Looking inside is possible all the while. */
export function PreviewStep() {
	const {state, send, context} = useWizard();
	const {sync} = state;
	const {rows} = useSize();
	const isScreenReader = useScreenReader();
	const [isLooking, setLooking] = useState(false);
	if (isLooking) return <Look onBack={() => setLooking(false)} />;

	const {status} = sync.work;
	const saved = savedBefore(sync);
	const age = readAge(state);
	const doubt = sync.work.status === 'done' ? implausible(sync.work.value) : null;
	// What was read just now has no age worth a word.
	const isAged = age !== null && (age.isReused || age.isOld);
	const problem = sync.work.status === 'failed' ? sync.work.problem : state.problem;
	const choices: {value: Choice; label: string; description: string}[] =
		status === 'failed'
			? [
					{value: 'retry', label: words.retry, description: words.retryHint},
					{value: 'back', label: words.back, description: words.backHint},
				]
			: [
					{value: 'go', label: words.go, description: status === 'done' ? words.goHint : words.goWhileReading},
					...(isAged || doubt !== null
						? [{value: 'again' as const, label: words.again, description: words.againHint}]
						: []),
					{value: 'look', label: words.look, description: words.lookHint},
				];
	const defaultChoice = status === 'failed' ? 'retry' : age?.isOld ? 'again' : 'go';
	const choose = (choice: Choice) => {
		if (choice === 'look') setLooking(true);
		else if (choice === 'again') send({type: 'sync/restart'});
		else if (choice === 'back') send({type: 'back'});
		else send({type: 'submit'});
	};
	const gap = rows >= 16 && !isScreenReader ? 1 : 0;
	// Beside the phases: title, note, bar with its numbers, choices; a problem is worth more than they are.
	const phaseRows = problem === null ? rows - 7 - gap : rows < 18 ? 0 : sync.phases.length;
	const title = status === 'done' ? words.titleDone : status === 'failed' ? words.titleFailed : words.title;
	return (
		<Box flexDirection="column">
			<Title>{title}</Title>
			{isAged ? (
				<Note kind={age.isOld ? 'warning' : 'info'}>{words.readBefore(age.milliseconds)}</Note>
			) : (
				saved > 0 && <Note kind="info">{words.resumed(saved, coursesAge(sync))}</Note>
			)}
			{doubt !== null && <Note kind="warning">{words.implausible(doubt.what)}</Note>}
			{status === 'done' ? (
				<Result sync={sync} reading={state.answers.reading} noteRows={(isAged ? 1 : 0) + (doubt === null ? 0 : 2)} />
			) : (
				<Phases sync={sync} rows={phaseRows} />
			)}
			{status === 'running' && <BudgetLine sync={sync} />}
			{problem !== null && (
				<Box marginTop={gap}>
					<ProblemPanel problem={problem} log={context.logPath} rows={Math.max(4, rows - 3 - 2 * gap - phaseRows)} />
				</Box>
			)}
			<Box marginTop={gap}>
				<Select key={status} options={choices} defaultValue={defaultChoice} onSelect={choose} />
			</Box>
		</Box>
	);
}

/** The requests of an earlier run. */
function savedBefore({resumed}: SyncState): number {
	return resumed !== null && resumed.requestsSaved > fewRequests ? resumed.requestsSaved : 0;
}

/** How old the list of courses is that is gone on with, ms; null when it is read now. */
function coursesAge({resumed}: SyncState): number | null {
	const at = resumed?.coursesAt ?? null;
	return at === null ? null : Math.max(0, Date.now() - Date.parse(at));
}

/** One line each; when there is no room for all, those under way. */
function Phases({sync, rows}: {sync: SyncState; rows: number}) {
	const theme = useTheme();
	const isScreenReader = useScreenReader();
	if (rows <= 0) return null;
	if (sync.phases.length === 0) return sync.work.status === 'running' ? <Spinner label={words.asking} /> : null;
	const phases = sync.phases.filter(({phase, done, total}) => phase !== 'extras' || done > 0 || (total ?? 0) > 0);
	const isUnderWay = (phase: PhaseProgress) => phase.done > 0 && (phase.total === null || phase.done < phase.total);
	const shown = phases.length <= rows ? phases : phases.filter(isUnderWay).slice(0, Math.max(1, rows));
	return (
		<Box flexDirection="column">
			{shown.map((phase) => {
				const isDone = phase.total !== null && phase.done >= phase.total;
				const kind = isDone ? 'done' : isUnderWay(phase) ? 'current' : 'open';
				const amount =
					isDone || phase.total === null || phase.total <= 1 ? '' : ` ${count(phase.done)} / ${count(phase.total)}`;
				const name = words.phases[phase.phase];
				if (isScreenReader) return <Text key={phase.phase}>{`${name}: ${count(phase.rows)}${amount}`}</Text>;
				return (
					<Text key={phase.phase} wrap="truncate">
						{`${theme.paint(`step.${kind}`, theme.symbols[kind])} ${name.padEnd(24)}${count(phase.rows).padStart(9)}${theme.paint('text.secondary', amount)}`}
					</Text>
				);
			})}
		</Box>
	);
}

function BudgetLine({sync}: {sync: SyncState}) {
	const theme = useTheme();
	const {columns} = useSize();
	const isScreenReader = useScreenReader();
	const isPausing = usePausing(sync.budget?.spent ?? 0);
	if (sync.throttled !== null) {
		return <Note kind="warning">{words.throttled(sync.throttled.waitMs / 1000)}</Note>;
	}
	if (sync.budget === null) return null;
	const {spent, left, rate, timeLeft, silent} = sync.budget;
	const facts = [
		words.budget(spent, left),
		...(timeLeft === null ? [] : [words.timeLeft(calmSeconds(timeLeft / 1000))]),
		...(silent === undefined ? [] : [words.silent(silent / 1000)]),
		...(rate > 0 && columns >= 80 && silent === undefined ? [words.rate(Math.round(rate))] : []),
	].join(' · ');
	const pause = isPausing ? <Spinner label={words.pausing} delay={0} /> : null;
	if (isScreenReader || left === null) {
		return (
			<>
				<Hint>{facts}</Hint>
				{pause}
			</>
		);
	}
	const picture = bar(spent / Math.max(1, spent + left), Math.min(40, columns - 10), theme.symbols);
	return (
		<>
			<Text wrap="truncate">{theme.paint('chart.bar', picture.filled) + theme.paint('rule', picture.rest)}</Text>
			<Hint>{facts}</Hint>
			{pause}
		</>
	);
}

/** True when no request went out for a while: the pace allows bursts, and then a rest. */
function usePausing(spent: number): boolean {
	const [quiet, setQuiet] = useState<number>();
	useEffect(() => {
		const timer = setTimeout(() => setQuiet(spent), 2500);
		return () => clearTimeout(timer);
	}, [spent]);
	return quiet === spent && spent > 0;
}

/** The kinds of things that extras add beside accounts, teams and courses. */
function othersRead({extras}: Reading): string[] {
	return (Object.keys(words.others) as (keyof typeof words.others)[])
		.filter((extra) => extras.includes(extra))
		.map((extra) => words.others[extra]);
}

/** Big numbers, then what a person should know before sending. */
/** `noteRows`: rows that notes above it take. */
function Result({sync, reading, noteRows}: {sync: SyncState; reading: Reading; noteRows: number}) {
	const theme = useTheme();
	const {rows} = useSize();
	if (sync.work.status !== 'done') return null;
	const {counts, requests, durationMs} = sync.work.value;
	const others = othersRead(reading);
	const other = counts.resources - counts.accounts - counts.teams - counts.courses;
	const numbers = [
		...(['accounts', 'teams', 'courses'] as const).map((name) => [count(counts[name]), words.counts[name]] as const),
		...(others.length > 0 ? [[count(other), others.join(', ')] as const] : []),
		[count(counts.grants), words.counts.grants] as const,
	];
	const widest = Math.max(...numbers.map(([number]) => number.length));
	const warnings = Object.entries(sync.warnings) as [keyof typeof words.warnings, number][];
	const room = Math.max(1, rows - 5 - numbers.length - noteRows);
	return (
		<Box flexDirection="column">
			{numbers.map(([number, name]) => (
				<Text key={name}>{`  ${theme.paint('text.heading', number.padStart(widest))} ${name}`}</Text>
			))}
			<Hint>
				{[
					words.spent(requests.spent, durationMs / 1000),
					...(requests.saved > fewRequests ? [words.saved(requests.saved)] : []),
				].join(' · ')}
			</Hint>
			{warnings.slice(0, warnings.length > room ? room - 1 : room).map(([kind, amount]) => (
				<Note key={kind} kind="warning">
					{words.warnings[kind](amount)}
				</Note>
			))}
			{warnings.length > room && <Hint>{words.moreWarnings(warnings.length - room + 1)}</Hint>}
		</Box>
	);
}
