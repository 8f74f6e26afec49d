import {join} from 'node:path';
import {Problem} from '../../problem/problem.ts';
import {undoneWords as words} from './messages.ts';
import type {PlanServices} from './plan-services.ts';
import type {Progress} from './progress.ts';

export interface Undone {
	/** What was taken back, in words. */
	lines: string[];
	/** What stays, and why. */
	stays: string[];
}

/**
 * Takes back what a set-up made, newest first: credential, connector, owners added, app, files. What was there before is
 * left alone. Safe to run again after being cut off: progress is saved after each, and what is gone already counts.
 */
export async function undoPlan(
	from: Progress,
	services: Pick<PlanServices, 'client' | 'save' | 'forgetSecret' | 'removeFiles' | 'files'>,
): Promise<Undone> {
	const {client} = services;
	const lines: string[] = [];
	const stays: string[] = [];
	let progress = from;
	const drop = (change: Partial<Progress>) => {
		progress = {...progress, ...change};
		services.save(progress);
	};
	const {app, connector, credential, owners, files} = from;
	if (from.applied !== undefined && files !== undefined) {
		const {namespace} = services.files;
		const place = namespace === undefined ? [] : ['--namespace', namespace];
		const command = ['kubectl', 'delete', ...place, '--ignore-not-found', '--filename', files.folder];
		stays.push(words.stays.applied(command.join(' ')));
		drop({applied: undefined});
	}
	if (app !== undefined && connector !== undefined) {
		const ref = {appId: app.id, connectorId: connector.id};
		if (credential !== undefined) {
			await gone(client.revokeCredential(ref, credential.id));
			await services.forgetSecret(credential.clientId);
			lines.push(words.credential);
			drop({credential: undefined, pushed: undefined});
		}
		if (connector.isOurs) {
			await gone(client.deleteConnector(ref));
			lines.push(words.connector);
		} else {
			stays.push(words.stays.connector);
			if (from.isIssuing) stays.push(words.stays.credential);
		}
		drop({connector: undefined, isIssuing: undefined, pushed: undefined, sent: undefined});
	}
	if (app !== undefined) {
		if (app.isOurs) {
			await gone(client.deleteApp(app.id));
			lines.push(words.app(app.name));
		} else {
			for (const id of owners?.added ?? []) await gone(client.removeAppOwner(app.id, id));
			if ((owners?.added.length ?? 0) > 0) lines.push(words.owners);
			stays.push(words.stays.app(app.name));
		}
		drop({app: undefined, owners: undefined, before: {}});
	}
	if (files !== undefined) {
		await services.removeFiles(files.names.map((name) => join(files.folder, name)));
		lines.push(words.files(files.folder));
		drop({files: undefined});
	}
	return {lines, stays};
}

/** Deletions of an app take its connectors along, so "not found" says that it is done. */
async function gone(deletion: Promise<unknown>): Promise<void> {
	try {
		await deletion;
	} catch (error) {
		if (Problem.from(error).code !== 'c1/not-found') throw error;
	}
}
