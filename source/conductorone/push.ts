import {cancelled} from '../problem/problem.ts';
import {carriesGrants} from './tasks/decide.ts';
import {pushMessages} from './tasks/messages.ts';
import type {TaskHandlers, TaskLoopOptions} from './tasks/task.ts';
import {runTaskLoop, type TaskLoopEdges} from './tasks/task-loop.ts';

export interface PushOptions extends Omit<TaskLoopOptions, 'handlers' | 'until'> {
	/** Gives the sealed file for what ConductorOne asks; `release` is called only once the file was accepted. */
	sealFor: TaskHandlers['sync'];
	/** How long to wait for a task, ms. 0 = as long as it takes to ask once. */
	idleMs: number;
}

/** Milliseconds that greeting ConductorOne and asking it once may take. */
const oneQuestion = 10_000;

/**
 * Sends one sync: answers ConductorOne until a sync that carried grants was accepted. Rejects with Problem
 * `c1/upload-refused` (the file is kept, its path in `copy`), `c1/no-task` when none came within `idleMs`,
 * `c1/credential-refused`, a `network/…` problem, what `sealFor` threw, or `cancelled` when the signal ended it first.
 *
 * @returns how many syncs were accepted; more than one when ConductorOne asked for resources first
 */
export async function push(options: PushOptions, edges: TaskLoopEdges = {}): Promise<{syncs: number}> {
	const releases = new Map<string, () => void>();
	let accepted = false;
	const {syncs} = await runTaskLoop(
		{
			...options,
			until: {syncs: 1, idleMs: options.idleMs === 0 ? oneQuestion : options.idleMs},
			handlers: {
				async sync(request, context) {
					const {release, ...file} = await options.sealFor(request, context);
					releases.set(context.taskId, () => {
						if (carriesGrants(request)) accepted = true;
						release?.();
					});
					return file;
				},
			},
			onEvent(event) {
				if (event.type === 'finished' && event.ok) releases.get(event.taskId)?.();
				options.onEvent(event);
			},
		},
		edges,
	);
	if (!accepted) throw cancelled(pushMessages.stopped);
	return {syncs};
}
