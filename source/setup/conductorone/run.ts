import type {ConnectAnswers} from './answers.ts';
import type {ConnectorSecret, PlanServices} from './plan-services.ts';
import type {Progress} from './progress.ts';

/** One run of the plan: progress as it is now, and the credential while its secret is at hand. */
export interface Run {
	answers: ConnectAnswers;
	services: PlanServices;
	progress: Progress;
	secret: ConnectorSecret | null;
}

/** Saves in the middle of a step, before something that must not happen twice. */
export function saveNow(run: Run, change: Partial<Progress>): void {
	run.progress = {...run.progress, ...change};
	run.services.save(run.progress);
}

export function refOf({app, connector}: Progress): {appId: string; connectorId: string} {
	if (app === undefined || connector === undefined) throw new Error('there is no connector yet');
	return {appId: app.id, connectorId: connector.id};
}

export function now({now: clock = () => new Date()}: PlanServices): string {
	return clock().toISOString();
}
