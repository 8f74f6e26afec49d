import {Box} from 'ink';
import {useEffect, useMemo, useState} from 'react';
import type {Outcome, Probe} from '../../doctor/probe.ts';
import {sumLines} from '../../doctor/render.ts';
import {firstTrouble, runProbes} from '../../doctor/run-probes.ts';
import {Problem} from '../../problem/problem.ts';
import {ProblemView} from '../components/message/message.tsx';
import {StatusLine} from '../components/shell/page-slots.tsx';
import {Lines, Text} from '../components/text/text.tsx';
import {createDoctorLines} from '../doctor-lines.ts';
import {useKeys} from '../hooks/use-keys.ts';
import {useGap, useScreenReader, useSize, useTheme} from '../provider.tsx';
import {Page} from './notes.tsx';
import type {WizardContext} from './wizard-context.tsx';

const about = [
	'These are the checks of litmos-connector doctor, in the order of causes: look at the first one that failed.',
	'Litmos is asked about ten times, out of the 100 requests a minute that it allows.',
];

/** How far the examination is. */
interface Progress {
	probes: readonly Probe[];
	/** Being tried; undefined at the end. */
	trying?: Probe | undefined;
	outcomes: readonly Outcome[];
	isOver: boolean;
	/** It could not even begin. */
	problem?: Problem | undefined;
}

const beginning: Progress = {probes: [], outcomes: [], isOver: false};

/** The probes of `doctor` as they run, in front of the page whose error asked for them. */
export function DoctorPage({examine, onClose}: {examine: NonNullable<WizardContext['examine']>; onClose: () => void}) {
	const [round, setRound] = useState(0);
	const progress = useExamination(examine, round);
	const {outcomes, trying, isOver, problem} = progress;
	const {lines, troubleAt} = useLines(progress);
	const theme = useTheme();
	const {rows} = useSize();
	const isScreenReader = useScreenReader();
	/** Where the person scrolled to; until then the newest is shown, at the end the first that is no good. */
	const [wanted, setWanted] = useState<number>();
	const gap = useGap(15);
	const space = Math.max(1, rows - 1 - gap);
	const last = Math.max(0, lines.length - space);
	const top = Math.min(last, Math.max(0, wanted ?? (isOver ? troubleAt : last)));
	const scroll = (by: number) => () => setWanted(Math.min(last, Math.max(0, top + by)));
	useKeys({
		level: 'overlay',
		isModal: true,
		contexts: ['choice', 'letters', 'everywhere'],
		on: {
			back: onClose,
			accept: onClose,
			up: scroll(-1),
			down: scroll(1),
			pageUp: scroll(1 - space),
			pageDown: scroll(space - 1),
			first: scroll(-lines.length),
			last: scroll(lines.length),
			retry: isOver ? () => setRound(round + 1) : undefined,
		},
		hints: ['back', lines.length > space && 'pageDown', 'retry'],
		labels: {back: 'back to the page', retry: 'check again'},
	});
	if (problem !== undefined) return <ProblemView problem={problem} />;
	const shown = isScreenReader ? lines : lines.slice(top, top + space);
	const place = lines.length > space ? ` · lines ${top + 1} to ${top + shown.length} of ${lines.length}` : '';
	const status = isOver
		? sumLines(outcomes).join('. ')
		: trying === undefined
			? 'Getting ready…'
			: 'Checking this computer, the network and both services…';
	return (
		<Page title="What works, and what doesn’t" about={about}>
			<Box flexDirection="column" marginTop={gap}>
				<Lines lines={shown} />
			</Box>
			<StatusLine>
				<Text wrap="truncate">{theme.paint('text.secondary', `${status}${place}`)}</Text>
			</StatusLine>
		</Page>
	);
}

/** Runs all probes once for each round, and stops when the page is left. */
function useExamination(examine: NonNullable<WizardContext['examine']>, round: number): Progress {
	const [progress, setProgress] = useState(beginning);
	// biome-ignore lint/correctness/useExhaustiveDependencies: each round is a run of its own
	useEffect(() => {
		const stop = new AbortController();
		const change = (next: (before: Progress) => Progress) => {
			if (!stop.signal.aborted) setProgress(next);
		};
		setProgress(beginning);
		const run = async () => {
			const {probes, close} = await examine();
			try {
				change((before) => ({...before, probes}));
				await runProbes(probes, {
					signal: stop.signal,
					onTry: (trying) => change((before) => ({...before, trying})),
					onOutcome: (outcome) => change((before) => ({...before, outcomes: [...before.outcomes, outcome]})),
				});
				change((before) => ({...before, trying: undefined, isOver: true}));
			} finally {
				close();
			}
		};
		run().catch((error: unknown) => change((before) => ({...before, isOver: true, problem: Problem.from(error)})));
		return () => stop.abort();
	}, [examine, round]);
	return progress;
}

/** The lines so far, and which one the first finding that is no good begins at. */
function useLines({probes, outcomes, trying, isOver}: Progress): {lines: string[]; troubleAt: number} {
	const theme = useTheme();
	const {columns} = useSize();
	const isScreenReader = useScreenReader();
	return useMemo(() => {
		if (probes.length === 0) return {lines: [], troubleAt: 0};
		const form = createDoctorLines(probes, {width: columns, theme, isScreenReader});
		const first = isOver ? firstTrouble(outcomes) : undefined;
		const lines: string[] = [];
		let troubleAt = 0;
		for (const outcome of outcomes) {
			if (outcome === first) troubleAt = lines.length;
			lines.push(...form.outcome(outcome).trimEnd().split('\n'));
		}
		if (trying !== undefined && !isOver) lines.push(form.trying(trying));
		return {lines, troubleAt};
	}, [probes, outcomes, trying, isOver, columns, theme, isScreenReader]);
}
