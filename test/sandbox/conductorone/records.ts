import type {BatonServiceFinishTaskRequest} from '../../../source/proto/gen/c1/connectorapi/baton/v1/baton_pb.js';
import type {ConductorOneInside} from '../../../source/sandbox/conductorone/server.ts';
import {type RestReport, restReport} from './report.ts';
import type {ReceivedSync} from './validation/validate-upload.ts';

export interface FinishedTask {
	taskId: string;
	kind: string;
	ok: boolean;
	statusCode: number;
	message: string;
	nonRetryable: boolean;
	/** Full type names of the annotations. */
	annotations: string[];
	/** How often FinishTask came for it. */
	times: number;
}

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
	readonly #finished = new Map<string, FinishedTask>();
	tokens = 0;
	heartbeats = 0;

	finished(kind: string, {taskId, finalState, status}: BatonServiceFinishTaskRequest): void {
		this.#finished.set(taskId, {
			taskId,
			kind,
			ok: finalState.case === 'success' && (status?.code ?? 0) === 0,
			statusCode: status?.code ?? 0,
			message: status?.message ?? '',
			nonRetryable: finalState.case === 'error' && finalState.value.nonRetryable,
			annotations: (finalState.value?.annotations ?? []).map(({typeUrl}) => typeUrl.replace(/^.*\//, '')),
			times: (this.#finished.get(taskId)?.times ?? 0) + 1,
		});
	}

	report(inside: ConductorOneInside): ConductorOneReport {
		const tasks = [...inside.tenant.links.values()].flatMap((link) => [...link.queue.tasks.values()]);
		const {hellos, tokens, heartbeats, syncs, refused, requests} = this;
		return structuredClone({
			hellos,
			tokens,
			heartbeats,
			syncs,
			finished: [...this.#finished.values()],
			pending: tasks.filter(({state}) => state !== 'finished').length,
			refused,
			rest: restReport(inside, requests),
		});
	}
}
