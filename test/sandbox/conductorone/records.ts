import type {ConductorOneInside} from '../../../source/sandbox/conductorone/server.ts';
import type {FinishedTask} from '../../../source/sandbox/conductorone/tasks.ts';
import {type RestReport, restReport} from './report.ts';
import type {ReceivedSync} from './validation/validate-upload.ts';

export interface ConductorOneReport {
	hellos: {hostId: string; taskId: string; metadata: string}[];
	tokens: number;
	heartbeats: number;
	syncs: ReceivedSync[];
	finished: FinishedTask[];
	pending: number;
	/** Calls refused because they broke a rule, with the rule. */
	refused: string[];
	rest: RestReport;
}

/** What was seen on the way; the rest of a report is read from the tenant. */
export class Records {
	readonly hellos: ConductorOneReport['hellos'] = [];
	readonly syncs: ReceivedSync[] = [];
	readonly refused: string[] = [];
	readonly requests: Record<string, number> = {};
	tokens = 0;
	heartbeats = 0;

	report(inside: ConductorOneInside): ConductorOneReport {
		const links = [...inside.tenant.links.values()];
		const {hellos, tokens, heartbeats, syncs, refused, requests} = this;
		return structuredClone({
			hellos,
			tokens,
			heartbeats,
			syncs,
			finished: links.flatMap((link) => [...link.queue.finished.values()]),
			pending: links.reduce((sum, link) => sum + link.queue.pending, 0),
			refused,
			rest: restReport(inside, requests),
		});
	}
}
