import {setConnectorOwners} from '../../conductorone/rest/owners.ts';
import {
	createDelegatedConnector,
	createHostedConnector,
	litmosCatalogId,
	selfHostedCatalogId,
} from '../../conductorone/rest/set-up.ts';
import {Problem} from '../../problem/problem.ts';
import {connectorKind} from './answers.ts';
import {planMessages} from './messages.ts';
import type {Progress} from './progress.ts';
import {type Run, saveNow} from './run.ts';

/**
 * Finds or makes the connector in the app.
 *
 * @param deleted id of one just deleted, which ConductorOne may go on listing for a while
 */
export async function makeConnector(run: Run, deleted?: string): Promise<Partial<Progress>> {
	const {answers, services, progress} = run;
	const {client, signal, lookWaitMs, litmos} = services;
	const kind = connectorKind(answers);
	const appId = progress.app?.id ?? '';
	const catalogId = kind === 'self-hosted' ? selfHostedCatalogId : litmosCatalogId;
	const isDryApp = client.dry && appId.startsWith('<');
	if (progress.before.connectors === undefined) {
		const connectors: string[] = [];
		if (!isDryApp) {
			for await (const one of client.connectors(appId)) {
				if (one.catalogId === catalogId) connectors.push(one.id);
			}
		}
		saveNow(run, {before: {...run.progress.before, connectors}});
	}
	const before = run.progress.before.connectors ?? [];
	const wanted = {
		appId,
		userIds: answers.owners.map(({id}) => id),
		except: [...(answers.existing === 'new' ? before : []), ...(deleted === undefined ? [] : [deleted])],
	};
	const options = {signal, ...(lookWaitMs === undefined ? {} : {lookWaitMs})};
	const {thing} =
		kind === 'hosted'
			? await createHostedConnector(
					client,
					{...wanted, source: litmos.source, apiKey: litmos.apiKey ?? '', courseIds: litmos.courses},
					options,
				)
			: await createDelegatedConnector(
					client,
					{...wanted, kind: kind === 'delegated' ? 'litmos' : 'self-hosted', displayName: answers.connectorName},
					options,
				);
	const isOurs = !before.includes(thing.id);
	if (!isOurs && answers.owners.length > 0) await joinOwners(run, thing.id);
	return {
		connector: {
			id: thing.id,
			appId,
			catalogId,
			isOurs,
			syncedBefore: isOurs ? null : (thing.status?.completedAt ?? null),
		},
		...(isOurs ? {} : {notes: [...run.progress.notes, planMessages.reused[kind]]}),
	};
}

/** Those of a connector that was there are kept beside the new ones. */
async function joinOwners({answers, services, progress}: Run, connectorId: string): Promise<void> {
	const ref = {appId: progress.app?.id ?? '', connectorId};
	const ids = new Set(answers.owners.map(({id}) => id));
	try {
		for await (const {user} of services.client.connectorOwners(ref)) if (user) ids.add(user.id);
		if (await setConnectorOwners(services.client, ref, [...ids])) return;
	} catch (error) {
		if (Problem.from(error).code !== 'c1/not-found' && Problem.from(error).code !== 'c1/forbidden') throw error;
	}
	services.onEvent({type: 'note', text: planMessages.ownersByHand});
}
