import {hasFiles, wayOf} from '../../deploy/ways.ts';
import {type ConnectAnswers, connectorKind} from './answers.ts';
import {madeMessages} from './messages.ts';
import type {Progress} from './progress.ts';

/** The steps in their order. Which of them a set-up has depends on the answers. */
export const planSteps = ['app', 'connector', 'owners', 'credential', 'files', 'apply', 'push'] as const;
export type PlanStep = (typeof planSteps)[number];

export function stepsOf(answers: ConnectAnswers): PlanStep[] {
	const {hosting, owners} = answers;
	const needed: Record<PlanStep, boolean> = {
		app: wayOf(hosting).makesObjects,
		connector: wayOf(hosting).makesObjects,
		owners: wayOf(hosting).makesObjects && owners.length > 0,
		credential: wayOf(hosting).makesObjects && connectorKind(answers) === 'self-hosted',
		files: hasFiles(hosting),
		apply: hosting === 'kubernetes' && answers.isApplied,
		push: hosting === 'here',
	};
	return planSteps.filter((step) => needed[step]);
}

/**
 * The next step that is not done; null at the end. A credential whose secret is neither kept nor at hand must be issued
 * anew. Pure: everything it needs to know of an earlier run is in `progress`.
 */
export function nextStep(progress: Progress, answers: ConnectAnswers, held: {secret: boolean}): PlanStep | null {
	return stepsOf(answers).find((step) => !isDone(step, progress, held)) ?? null;
}

function isDone(step: PlanStep, progress: Progress, held: {secret: boolean}): boolean {
	switch (step) {
		case 'app':
			return progress.app !== undefined;
		case 'connector':
			return progress.connector !== undefined;
		case 'owners':
			return progress.owners !== undefined;
		case 'credential':
			return progress.credential !== undefined && (progress.credential.isKept || held.secret);
		case 'files':
			return progress.files?.isDone === true;
		case 'apply':
			return progress.applied !== undefined;
		case 'push':
			return progress.pushed !== undefined;
	}
}

/** What this set-up made, in words; what was there before is not among it. */
export function madeOf({app, connector, credential, files}: Progress): string[] {
	return [
		...(app?.isOurs ? [madeMessages.app(app.name)] : []),
		...(connector?.isOurs ? [madeMessages.connector] : []),
		...(credential === undefined ? [] : [madeMessages.credential]),
		...(files === undefined ? [] : [madeMessages.files(files.folder)]),
	];
}
