import {rm} from 'node:fs/promises';
import type {RestClient} from '../../conductorone/rest/client.ts';
import {carriedVariables} from '../../deploy/carried.ts';
import {readImage} from '../../deploy/image.ts';
import {type Runner, runners} from '../../deploy/terraform-hosting.ts';
import {type Hosting, wayOf} from '../../deploy/ways.ts';
import {Problem} from '../../problem/problem.ts';
import {secretService} from '../../secrets/secret-store.ts';
import {secretName} from '../../settings/secret-names.ts';
import {litmosBaseUrl} from '../../settings/settings.ts';
import {noPlace} from '../conductorone/account.ts';
import type {ClusterPlace} from '../conductorone/answers.ts';
import type {FileAnswers, PlanServices} from '../conductorone/plan-services.ts';
import type {Progress} from '../conductorone/progress.ts';
import {itemsOf, readingOf} from '../reading.ts';
import type {ConductorOneSession, TenantContext} from './conductorone-session.ts';
import {beforeProblemMessages} from './messages.ts';

/** What may be said of the form of files; what is absent is as usual. */
export interface GivenForm extends ClusterPlace {
	runBy?: Runner | undefined;
	overwrite?: boolean | undefined;
}

/** The checks before ask for a cluster; a set-up that an earlier version left half-done may still lack one. */
function clusterOf({context}: FileAnswers): string {
	if (context === undefined) throw new Problem({code: 'input/missing', ...beforeProblemMessages.noCluster([])});
	return context;
}

/** How the files are to look, from flags and settings. */
export function fileAnswersOf(
	given: GivenForm,
	hosting: Hosting,
	{values}: Pick<TenantContext, 'values'>,
): FileAnswers {
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
export function litmosAnswersOf(
	{values}: Pick<TenantContext, 'values'>,
	courses: readonly string[] | null,
): PlanServices['litmos'] {
	return {
		source: values.source ?? '',
		apiKey: values.apiKey,
		url: litmosBaseUrl(values),
		courses,
		courseRules: values.courseRules,
		reading: readingOf(itemsOf(values), values.deltaInterval),
	};
}

export interface PlanContext {
	client: RestClient;
	files: FileAnswers;
	/** Ids; null = all. */
	courses: readonly string[] | null;
	save: (progress: Progress) => void;
}

/** What is kept here for a connector, and how it goes again. */
export function madeServices(
	{values, saved, sandbox}: TenantContext,
	session: ConductorOneSession,
): Pick<PlanServices, 'keepSecret' | 'forgetSecret' | 'findSecret' | 'removeFiles'> {
	const nameOf = (clientId: string) => secretName('clientSecret', {...values, clientId}) ?? '';
	return {
		async keepSecret({clientId, clientSecret}) {
			const secrets = await session.connectorSecrets();
			// The sandbox ends with this program.
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
		removeFiles: async (paths) => {
			for (const path of paths) await rm(path, {force: true});
		},
	};
}

/** What a plan lets others do, save the push and where its news go. */
export function planServices(
	context: TenantContext,
	session: ConductorOneSession,
	{client, files, courses, save}: PlanContext,
): Omit<PlanServices, 'push' | 'onEvent'> {
	const {progress, signal} = context;
	return {
		...madeServices(context, session),
		client,
		setUpId: session.store.setUpId,
		litmos: litmosAnswersOf(context, courses),
		files,
		save,
		async writeFiles(folder, deployment, overwrite) {
			const {writeDeployment} = await import('../../deploy/write-files.ts');
			await writeDeployment(folder, deployment.files, {overwrite});
		},
		async apply(folder, namespace) {
			const {applyWithKubectl} = await import('../conductorone/kubectl.ts');
			await applyWithKubectl({
				folder,
				context: clusterOf(files),
				namespace,
				name: files.image,
				signal,
				onLine: (line) => progress.say(`  ${line}`),
			});
		},
		signal,
	};
}
