import {rm} from 'node:fs/promises';
import type {RestClient} from '../conductorone/rest/client.ts';
import {carriedVariables} from '../deploy/carried.ts';
import {readImage} from '../deploy/image.ts';
import {runners} from '../deploy/terraform-hosting.ts';
import {type Hosting, wayOf} from '../deploy/ways.ts';
import {Problem} from '../problem/problem.ts';
import {secretService} from '../secrets/secret-store.ts';
import {secretName} from '../settings/secret-names.ts';
import {litmosBaseUrl} from '../settings/settings.ts';
import {noPlace} from '../setup/conductorone/account.ts';
import type {PlanStep} from '../setup/conductorone/plan.ts';
import type {FileAnswers, PlanServices} from '../setup/conductorone/plan-services.ts';
import type {Progress} from '../setup/conductorone/progress.ts';
import {itemsOf, readingOf} from '../setup/reading.ts';
import type {CommandContext} from './command.ts';
import type {ConductorOneSession} from './conductorone-session.ts';
import type {GivenAnswers} from './connect-answers.ts';
import {stepWords} from './connect-messages.ts';
import {beginWords} from './problem-messages.ts';

/** The checks before ask for a cluster; a set-up that an earlier version left half-done may still lack one. */
function clusterOf({context}: FileAnswers): string {
	if (context === undefined) throw new Problem({code: 'input/missing', ...beginWords.noCluster([])});
	return context;
}

/** How the files are to look, from flags and settings. */
export function fileAnswersOf(given: GivenAnswers, hosting: Hosting, {values}: CommandContext): FileAnswers {
	return {
		provisioning: values.provisioning,
		...((given.image === undefined ? null : readImage(given.image)) ?? {image: wayOf(hosting).usualImage}),
		namespace: given.namespace,
		context: given.context,
		packaging: given.packaging,
		externalSecretStore: given.externalSecrets,
		hostId: values.hostId,
		carried: carriedVariables(values),
		terraform: runners[given.runBy ?? 'conductorone'],
		overwrite: given.overwrite === true,
	};
}

/** @param courses ids; null = all */
export function litmosAnswersOf({values}: CommandContext, courses: readonly string[] | null): PlanServices['litmos'] {
	return {
		source: values.source ?? '',
		apiKey: values.apiKey,
		url: litmosBaseUrl(values),
		courses,
		reading: readingOf(itemsOf(values)),
	};
}

/** The services of a set-up that is run by a command. */
export function connectServices(
	context: CommandContext,
	session: ConductorOneSession,
	{
		client,
		files,
		courses,
		save,
	}: {
		client: RestClient;
		files: FileAnswers;
		courses: readonly string[] | null;
		save: (progress: Progress) => void;
	},
): PlanServices {
	const {values, progress, signal, saved, sandbox} = context;
	const nameOf = (clientId: string) => secretName('clientSecret', {...values, clientId}) ?? '';
	return {
		client,
		setUpId: session.store.setUpId,
		litmos: litmosAnswersOf(context, courses),
		files,
		save,
		async keepSecret({clientId, clientSecret}) {
			const secrets = await session.connectorSecrets();
			// Make-believe ends with this program.
			if (secrets.provider === 'memory' && sandbox === undefined) throw noPlace(secrets);
			await secrets.setPassword(secretService, nameOf(clientId), clientSecret);
			saved?.update({answers: {...saved.read().answers, clientId}});
		},
		async forgetSecret(clientId) {
			const secrets = await session.connectorSecrets();
			await secrets.deletePassword(secretService, nameOf(clientId));
			const answers = saved?.read().answers;
			if (answers?.clientId === clientId) saved?.update({answers: {...answers, clientId: undefined}});
		},
		findSecret: async (clientId) => (await session.connectorSecrets()).getPassword(secretService, nameOf(clientId)),
		async writeFiles(folder, deployment, overwrite) {
			const {writeDeployment} = await import('../deploy/write-files.ts');
			const written = await writeDeployment(folder, deployment.files, {overwrite});
			return written.map(({path}) => path);
		},
		removeFiles: async (paths) => {
			for (const path of paths) await rm(path, {force: true});
		},
		async apply(folder, namespace) {
			const {applyWithKubectl} = await import('../setup/conductorone/kubectl.ts');
			await applyWithKubectl({
				folder,
				context: clusterOf(files),
				namespace,
				name: files.image,
				signal,
				onLine: (line) => progress.say(`  ${line}`),
			});
		},
		async push({clientId, clientSecret}) {
			const [{readAndSend}, {visibleCountsOf}] = await Promise.all([
				import('./send.ts'),
				import('../setup/conductorone/sent.ts'),
			]);
			const credential = {clientId, clientSecret, apiHost: values.c1ApiHost, insecure: values.c1Insecure};
			const {result, report} = await readAndSend(context, credential);
			const counts = await visibleCountsOf(report.workingFile, signal);
			return {at: new Date().toISOString(), syncId: result.syncId, counts};
		},
		onEvent(event) {
			if (event.type === 'note') progress.say(event.text);
			if (event.type === 'started') progress.say(stepWords.started(stepWords.names[event.step]));
			if (event.type === 'done') {
				progress.say(stepWords.done(stepWords.names[event.step], outcomeOf(event.step, event.progress)));
			}
		},
		signal,
	};
}

/** What became of a step, beyond that it is done. */
function outcomeOf(step: PlanStep, {app, connector, owners, credential, files, pushed}: Progress): string | undefined {
	switch (step) {
		case 'app':
			return app && (app.isOurs ? stepWords.appCreated(app.name) : stepWords.appThere(app.name));
		case 'connector':
			return connector?.isOurs ? stepWords.connectorCreated : stepWords.connectorThere;
		case 'owners':
			return owners === undefined || owners.state === 'done' ? undefined : stepWords.ownersNotYet[owners.state];
		case 'credential':
			return credential?.clientId;
		case 'files':
			return files && stepWords.files(files.names, files.folder);
		case 'push':
			return pushed && stepWords.pushed(pushed.counts.accounts, pushed.counts.grants);
		case 'apply':
			return undefined;
	}
}
