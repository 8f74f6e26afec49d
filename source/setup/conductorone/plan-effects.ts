import {addAppOwners, setConnectorOwners} from '../../conductorone/rest/owners.ts';
import {
	createDelegatedConnector,
	createHostedConnector,
	findOrCreateApp,
	litmosCatalogId,
	selfHostedCatalogId,
} from '../../conductorone/rest/set-up.ts';
import {Problem} from '../../problem/problem.ts';
import {connectorKind} from './answers.ts';
import {issueCredential} from './credential-step.ts';
import {deploymentOf} from './deployment.ts';
import type {PlanStep} from './plan.ts';
import type {Progress} from './progress.ts';
import {now, type Run, saveNow} from './run.ts';

export type StepEffect = (run: Run) => Promise<Partial<Progress>>;

/** What each step does. Each may be run again after it was cut off anywhere: it looks before it makes anything. */
export const stepEffects: Record<PlanStep, StepEffect> = {
	app: findApp,
	connector: makeConnector,
	owners: addOwners,
	credential: issueCredential,
	files: writeFiles,
	async apply({progress, rooms}) {
		await rooms.apply(progress.files?.folder ?? '', rooms.files.namespace);
		return {applied: {at: now(rooms)}};
	},
	async push(run) {
		const {progress, rooms} = run;
		const clientId = progress.credential?.clientId ?? '';
		const secret = run.secret ?? {clientId, clientSecret: (await rooms.findSecret(clientId)) ?? ''};
		if (secret.clientSecret === '') {
			// Somebody cleared the keychain in between: the next run issues a new one.
			if (progress.credential) saveNow(run, {credential: {...progress.credential, isKept: false}});
			throw new Problem({
				code: 'keychain/unavailable',
				what: 'The credential of the connector is no longer where it was kept',
				next: ['Run the same command again: a new one is issued.'],
			});
		}
		const pushed = await rooms.push(secret);
		return {pushed, sent: pushed.counts};
	},
};

async function findApp(run: Run): Promise<Partial<Progress>> {
	const {answers, rooms, progress} = run;
	const {client, signal, lookWaitMs} = rooms;
	const {app} = answers;
	if (app.kind === 'existing') {
		const found = await client.app(app.id);
		return {app: {id: found.id, name: found.displayName, isOurs: false}};
	}
	const ownerIds = answers.owners.map(({id}) => id);
	if (app.kind === 'seen') {
		const id = await client.promoteApp(app.binding, ownerIds.length > 0 ? ownerIds : undefined);
		return {app: {id, name: app.name, isOurs: false}, notes: [...progress.notes, promotedNote(app.name)]};
	}
	if (progress.before.apps === undefined) {
		const apps: string[] = [];
		for await (const found of client.searchApps({displayName: app.name.trim()})) apps.push(found.id);
		saveNow(run, {before: {...run.progress.before, apps}});
	}
	const {thing} = await findOrCreateApp(
		client,
		{
			displayName: app.name,
			...(ownerIds.length > 0 ? {owners: ownerIds} : {}),
			setUpId: rooms.setUpId,
			sameName: 'refuse',
		},
		{signal, ...(lookWaitMs === undefined ? {} : {lookWaitMs})},
	);
	return {app: {id: thing.id, name: thing.displayName, isOurs: !run.progress.before.apps?.includes(thing.id)}};
}

function promotedNote(name: string): string {
	return `“${name}” is a managed app now. ConductorOne has no way back from that, so undoing leaves it as it is.`;
}

async function makeConnector(run: Run): Promise<Partial<Progress>> {
	const {answers, rooms, progress} = run;
	const {client, signal, lookWaitMs, litmos} = rooms;
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
		...(answers.existing === 'new' ? {except: before} : {}),
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
		...(isOurs ? {} : {notes: [...run.progress.notes, reusedNote(kind)]}),
	};
}

function reusedNote(kind: ReturnType<typeof connectorKind>): string {
	if (kind === 'hosted')
		return 'The app had a Litmos connector already; it was given these settings in place of its own.';
	if (kind === 'delegated') return 'The app had a Litmos connector already; it was left as it is.';
	return 'The app had a self-hosted Litmos connector already; it is used. Whether its earlier credential goes on working is up to ConductorOne.';
}

/** Those of a connector that was there are kept beside the new ones. */
async function joinOwners({answers, rooms, progress}: Run, connectorId: string): Promise<void> {
	const ref = {appId: progress.app?.id ?? '', connectorId};
	const ids = new Set(answers.owners.map(({id}) => id));
	try {
		for await (const {user} of rooms.client.connectorOwners(ref)) if (user) ids.add(user.id);
		if (await setConnectorOwners(rooms.client, ref, [...ids])) return;
	} catch (error) {
		if (Problem.from(error).code !== 'c1/not-found' && Problem.from(error).code !== 'c1/forbidden') throw error;
	}
	rooms.onEvent({type: 'note', text: 'The owners of the connector have to be set on its page in ConductorOne.'});
}

async function addOwners({answers, rooms, progress}: Run): Promise<Partial<Progress>> {
	const {client, signal} = rooms;
	const appId = progress.app?.id ?? '';
	const ids = answers.owners.map(({id}) => id);
	try {
		const before = client.dry || progress.app?.isOurs ? [] : await client.appOwnerIds(appId);
		const {state, missing} = await addAppOwners(client, appId, ids, {
			signal,
			limitMs: rooms.ownersLimitMs ?? 0,
			...(rooms.ownersLimitMs === undefined ? {} : {everyMs: Math.max(1, rooms.ownersLimitMs / 20)}),
		});
		const note = 'The new owners may take some minutes to show in ConductorOne.';
		return {
			owners: {state, missing, added: ids.filter((id) => !before.includes(id))},
			...(state === 'pending' ? {notes: [...progress.notes, note]} : {}),
		};
	} catch (error) {
		const problem = Problem.from(error);
		if (problem.code !== 'c1/forbidden') throw problem;
		// The connector has its owners; the app's are for somebody with more rights.
		const text = `${problem.what}. ${problem.next.join(' ')} The connector itself has its owners.`;
		return {owners: {state: 'refused', missing: ids, added: []}, notes: [...progress.notes, text]};
	}
}

async function writeFiles(run: Run): Promise<Partial<Progress>> {
	const {answers, rooms, progress, secret} = run;
	const folder = answers.folder ?? '';
	const deployment = deploymentOf(answers, rooms, secret);
	// What an earlier run of ours began may be finished; what others wrote is not touched.
	const began = progress.files?.folder === folder;
	if (!began) saveNow(run, {files: {folder, names: deployment.files.map(({name}) => name), isDone: false}});
	try {
		await rooms.writeFiles(folder, deployment, rooms.files.overwrite || began);
	} catch (error) {
		if (!began) saveNow(run, {files: undefined});
		throw error;
	}
	const {credential} = run.progress;
	return {
		files: {folder, names: deployment.files.map(({name}) => name), isDone: true},
		...(credential === undefined ? {} : {credential: {...credential, isKept: true}}),
	};
}
