import {ignoring} from '../../problem/ignoring.ts';
import {Problem} from '../../problem/problem.ts';
import type {ConnectAnswers} from './answers.ts';
import {madeMessages} from './messages.ts';
import {madeOf, nextStep, type PlanStep} from './plan.ts';
import {stepEffects} from './plan-effects.ts';
import type {ConnectorSecret, PlanServices} from './plan-services.ts';
import type {Progress} from './progress.ts';
import type {Run} from './run.ts';

export interface PlanResult {
	progress: Progress;
	done: PlanStep[];
	/** The credential, when this run issued it. */
	secret: ConnectorSecret | null;
}

/**
 * Carries out a set-up from where it stands to its end. Progress is saved after each step, so that a run cut off anywhere
 * can be run again: same end, nothing made twice. Throws the Problem of the step that failed, saying what was made so far.
 *
 * @param options.isPushedElsewhere the guided set-up pushes where a person sees it: the plan ends before that step
 */
export async function runPlan(
	answers: ConnectAnswers,
	from: Progress,
	services: PlanServices,
	{isPushedElsewhere = false} = {},
): Promise<PlanResult> {
	const run: Run = {answers, services, progress: from, secret: null};
	run.progress = await withoutGone(run);
	const done: PlanStep[] = [];
	for (;;) {
		const step = nextStep(run.progress, answers, {secret: run.secret !== null});
		if (step === null || (step === 'push' && isPushedElsewhere))
			return {progress: run.progress, done, secret: run.secret};
		try {
			services.signal.throwIfAborted();
			services.onEvent({type: 'started', step});
			const change = await stepEffects[step](run);
			run.progress = {...run.progress, ...change};
			services.save(run.progress);
		} catch (error) {
			throw withWhatWasMade(Problem.from(error), run.progress);
		}
		done.push(step);
		services.onEvent({type: 'done', step, progress: run.progress});
	}
}

/** Saved ids of what was deleted in ConductorOne in the meantime lead nowhere: those steps are done again. */
async function withoutGone({progress, services}: Run): Promise<Progress> {
	const {app, connector} = progress;
	if (services.client.dry || app === undefined) return progress;
	const {host, startedAt, notes, files, answers} = progress;
	const isThere = async (look: Promise<{deletedAt?: string | null}>) => {
		const found = await look.catch(ignoring('c1/not-found'));
		return found !== undefined && !found.deletedAt;
	};
	const kept = {host, startedAt, notes, answers, ...(files === undefined ? {} : {files: {...files, isDone: false}})};
	if (!(await isThere(services.client.app(app.id)))) return {...kept, before: {}};
	if (connector === undefined) return progress;
	if (await isThere(services.client.connector({appId: app.id, connectorId: connector.id}))) return progress;
	const {owners} = progress;
	return {...kept, before: {apps: progress.before.apps}, app, ...(owners === undefined ? {} : {owners})};
}

function withWhatWasMade(problem: Problem, progress: Progress): Problem {
	const made = madeOf(progress);
	const lines = made.length === 0 ? [madeMessages.nothing] : madeMessages.soFar(made.join(', '));
	return new Problem({...problem.toJSON(), next: [...problem.next, ...lines], cause: problem});
}
