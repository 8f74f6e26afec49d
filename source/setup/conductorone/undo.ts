import {join} from 'node:path';
import {ignoring} from '../../problem/ignoring.ts';
import {placeFlags} from './answers.ts';
import {undoneMessages} from './messages.ts';
import type {PlanServices} from './plan-services.ts';
import type {Progress} from './progress.ts';

export interface Undone {
	/** What is deleted, in words. */
	lines: string[];
	stays: string[];
}

type UndoServices = Pick<PlanServices, 'client' | 'save' | 'forgetSecret' | 'removeFiles'>;

interface UndoStep {
	/** What it deletes; absent when it only tells what stays. */
	deletes?: string;
	stays?: string[];
	run?(services: UndoServices): Promise<void>;
	/** What is not there any more afterwards. */
	drop: Partial<Progress>;
}

/** Deletions of an app take its connectors along, so "not found" says that it is done. */
const gone = ignoring('c1/not-found');

/** What {@link undoPlan} deletes and what it leaves. Pure. */
export function undoPreview(progress: Progress, namespace?: string): Undone {
	return toldBy(stepsOf(progress, namespace));
}

/**
 * Undoes what a set-up made, newest first: credential, connector, owners added, app, files. What was there before is left
 * alone. Safe to run again after being cut off: progress is saved after each, and what is gone already counts.
 */
export async function undoPlan(from: Progress, services: UndoServices, namespace?: string): Promise<Undone> {
	const steps = stepsOf(from, namespace);
	let progress = from;
	for (const {run, drop} of steps) {
		await run?.(services);
		progress = {...progress, ...drop};
		services.save(progress);
	}
	return toldBy(steps);
}

function toldBy(steps: readonly UndoStep[]): Undone {
	return {
		lines: steps.flatMap(({deletes}) => (deletes === undefined ? [] : [deletes])),
		stays: steps.flatMap(({stays = []}) => stays),
	};
}

function stepsOf(from: Progress, namespace: string | undefined): UndoStep[] {
	const {app, connector, credential, owners, files} = from;
	const steps: UndoStep[] = [];
	if (from.applied !== undefined && files !== undefined) {
		const place = {...from.applied, namespace: from.applied.namespace ?? namespace};
		const command = ['kubectl', 'delete', ...placeFlags(place), '--ignore-not-found', '--filename', files.folder];
		steps.push({stays: [undoneMessages.stays.applied(command.join(' '))], drop: {applied: undefined}});
	}
	if (app !== undefined && connector !== undefined) {
		const ref = {appId: app.id, connectorId: connector.id};
		if (credential !== undefined) {
			steps.push({
				deletes: undoneMessages.credential,
				async run({client, forgetSecret}) {
					await client.revokeCredential(ref, credential.id).catch(gone);
					await forgetSecret(credential.clientId);
				},
				drop: {credential: undefined, pushed: undefined},
			});
		}
		const drop = {connector: undefined, isIssuing: undefined, pushed: undefined, sent: undefined};
		if (connector.isOurs) {
			steps.push({deletes: undoneMessages.connector, run: ({client}) => client.deleteConnector(ref).catch(gone), drop});
		} else {
			steps.push({
				stays: [undoneMessages.stays.connector, ...(from.isIssuing ? [undoneMessages.stays.credential] : [])],
				drop,
			});
		}
	}
	if (app !== undefined) {
		const drop = {app: undefined, owners: undefined, before: {}};
		if (app.isOurs) {
			steps.push({
				deletes: undoneMessages.app(app.name),
				run: ({client}) => client.deleteApp(app.id).catch(gone),
				drop,
			});
		} else {
			const added = owners?.added ?? [];
			steps.push({
				...(added.length === 0 ? {} : {deletes: undoneMessages.owners}),
				stays: [undoneMessages.stays.app(app.name)],
				async run({client}) {
					for (const id of added) await client.removeAppOwner(app.id, id).catch(gone);
				},
				drop,
			});
		}
	}
	if (files !== undefined) {
		const paths = files.names.map((name) => join(files.folder, name));
		steps.push({
			deletes: undoneMessages.files(files.names, files.folder),
			run: ({removeFiles}) => removeFiles(paths),
			drop: {files: undefined},
		});
	}
	return steps;
}
