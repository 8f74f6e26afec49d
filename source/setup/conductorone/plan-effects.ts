import {addAppOwners} from '../../conductorone/rest/owners.ts';
import {findOrCreateApp} from '../../conductorone/rest/set-up.ts';
import {Problem} from '../../problem/problem.ts';
import {makeConnector} from './connector-step.ts';
import {issueCredential} from './credential-step.ts';
import {deploymentOf} from './deployment.ts';
import {planMessages} from './messages.ts';
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
	async apply({progress, services}) {
		await services.apply(progress.files?.folder ?? '', services.files.namespace);
		const {context, namespace} = services.files;
		return {applied: {at: now(services), context, namespace}};
	},
	async push(run) {
		const {progress, services} = run;
		const clientId = progress.credential?.clientId ?? '';
		const secret = run.secret ?? {clientId, clientSecret: (await services.findSecret(clientId)) ?? ''};
		if (secret.clientSecret === '') {
			// Somebody cleared the keychain in between: the next run issues a new one.
			if (progress.credential) saveNow(run, {credential: {...progress.credential, isKept: false}});
			throw new Problem({
				code: 'keychain/unavailable',
				...planMessages.credentialGone,
			});
		}
		const pushed = await services.push(secret);
		return {pushed, sent: pushed.counts};
	},
};

async function findApp(run: Run): Promise<Partial<Progress>> {
	const {answers, services, progress} = run;
	const {client, signal, lookWaitMs} = services;
	const {app} = answers;
	if (app.kind === 'existing') {
		const found = await client.app(app.id);
		return {app: {id: found.id, name: found.displayName, isOurs: false}};
	}
	const ownerIds = answers.owners.map(({id}) => id);
	if (app.kind === 'seen') {
		const id = await client.promoteApp(app.binding, ownerIds.length > 0 ? ownerIds : undefined);
		return {app: {id, name: app.name, isOurs: false}, notes: [...progress.notes, planMessages.promoted(app.name)]};
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
			setUpId: services.setUpId,
			sameName: 'refuse',
		},
		{signal, ...(lookWaitMs === undefined ? {} : {lookWaitMs})},
	);
	return {app: {id: thing.id, name: thing.displayName, isOurs: !run.progress.before.apps?.includes(thing.id)}};
}

async function addOwners({answers, services, progress}: Run): Promise<Partial<Progress>> {
	const {client, signal} = services;
	const appId = progress.app?.id ?? '';
	const ids = answers.owners.map(({id}) => id);
	try {
		const before = client.dry || progress.app?.isOurs ? [] : await client.appOwnerIds(appId);
		const {state, missing} = await addAppOwners(client, appId, ids, {
			signal,
			limitMs: services.ownersLimitMs ?? 0,
			...(services.ownersLimitMs === undefined ? {} : {everyMs: Math.max(1, services.ownersLimitMs / 20)}),
		});
		return {
			owners: {state, missing, added: ids.filter((id) => !before.includes(id))},
			...(state === 'pending' ? {notes: [...progress.notes, planMessages.ownersPending]} : {}),
		};
	} catch (error) {
		const problem = Problem.from(error);
		if (problem.code !== 'c1/forbidden') throw problem;
		// The connector has its owners; the app's are for somebody with more rights.
		const text = planMessages.ownersRefused(problem.what, problem.next.join(' '));
		return {owners: {state: 'refused', missing: ids, added: []}, notes: [...progress.notes, text]};
	}
}

async function writeFiles(run: Run): Promise<Partial<Progress>> {
	const {answers, services, progress, secret} = run;
	const folder = answers.folder ?? '';
	const deployment = await deploymentOf(answers, services, secret);
	// What an earlier run of ours began may be finished; what others wrote is not touched.
	const began = progress.files?.folder === folder;
	if (!began) saveNow(run, {files: {folder, names: deployment.files.map(({name}) => name), isDone: false}});
	try {
		await services.writeFiles(folder, deployment, services.files.overwrite || began);
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
