import {type ExitCode, Problem} from '../problem/problem.ts';
import {doctorMessages} from './messages.ts';
import {type Finding, failed, type Outcome, type Probe, skipped} from './probe.ts';

export interface RunOptions {
	signal: AbortSignal;
	/** Told before a probe is tried. */
	onTry?: ((probe: Probe) => void) | undefined;
	/** Told of each outcome, in order. */
	onOutcome?: ((outcome: Outcome) => void) | undefined;
	/** Milliseconds on a steady clock. */
	now?: () => number;
	/** Longest time for one probe, ms. */
	limitMs?: number;
}

/** A key is checked for as long as Litmos asks to wait; nobody looks at one line for longer. */
const usualLimit = 20_000;

/**
 * Tries one probe after the other, so that the first finding that is not good is the cause and not a consequence. One whose
 * need was not met is skipped and says why. Throws only what `signal` was aborted with.
 */
export async function runProbes(probes: readonly Probe[], options: RunOptions): Promise<Outcome[]> {
	const {signal, onTry, onOutcome, now = () => performance.now(), limitMs = usualLimit} = options;
	const outcomes: Outcome[] = [];
	for (const probe of probes) {
		signal.throwIfAborted();
		const {id, title} = probe;
		const unmet = unmetNeed(probe, outcomes);
		let outcome: Outcome;
		if (unmet === undefined) {
			onTry?.(probe);
			const begun = now();
			const finding = await tried(probe, signal, limitMs);
			outcome = {...finding, id, title, took: finding.result === 'skipped' ? null : Math.round(now() - begun)};
		} else outcome = {...because(unmet), id, title, took: null};
		signal.throwIfAborted();
		outcomes.push(outcome);
		onOutcome?.(outcome);
	}
	return outcomes;
}

function unmetNeed({needs = []}: Probe, outcomes: readonly Outcome[]): Outcome | undefined {
	return outcomes.find(
		({id, result, isBlocking}) => needs.includes(id) && (result === 'failed' || result === 'skipped' || isBlocking),
	);
}

/** What is not set up is told as such, however many probes stand between. */
const because = ({result, said, title}: Outcome) =>
	skipped(result === 'skipped' ? said : doctorMessages.notTried(title));

async function tried(probe: Probe, signal: AbortSignal, limitMs: number): Promise<Finding> {
	const limit = AbortSignal.timeout(limitMs);
	try {
		return await probe.run(AbortSignal.any([signal, limit]));
	} catch (error) {
		if (!signal.aborted && limit.aborted) {
			return failed(new Problem({code: 'network/timeout', ...doctorMessages.tookTooLong(Math.round(limitMs / 1000))}));
		}
		return failed(Problem.from(error));
	}
}

/** The first finding that is no good: what the others may follow from. */
export function firstTrouble(outcomes: readonly Outcome[]): Outcome | undefined {
	return outcomes.find(({result}) => result === 'failed') ?? outcomes.find(({result}) => result === 'warning');
}

/** 0 without a failure; else that of the first one, since the later ones may follow from it. */
export function exitOf(outcomes: readonly Outcome[]): ExitCode {
	const first = outcomes.find(({result}) => result === 'failed');
	return first === undefined ? 0 : (first.exit ?? 1);
}
