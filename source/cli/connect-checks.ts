import {fallbackHost} from '../deploy/answers.ts';
import {wayOf} from '../deploy/ways.ts';
import {Problem} from '../problem/problem.ts';
import {litmosBaseUrl} from '../settings/settings.ts';
import type {SignedIn} from '../setup/conductorone/account.ts';
import type {ConnectAnswers} from '../setup/conductorone/answers.ts';
import {stepsOf} from '../setup/conductorone/plan.ts';
import type {FileAnswers} from '../setup/conductorone/plan-services.ts';
import type {Progress} from '../setup/conductorone/progress.ts';
import {checkPossible} from '../setup/services/checks.ts';
import {beforeProblemMessages} from '../setup/services/messages.ts';
import {agree} from './agree.ts';
import type {CommandContext} from './command.ts';
import {beforeMessages, stepMessages} from './connect-messages.ts';
import {beginMessages} from './problem-messages.ts';
import {openSession} from './session.ts';

/** How many apps are looked through for a Litmos connector that is there already: each costs a request. */
const mostApps = 100;

/** What would make the set-up fail in the middle, or do what nobody wants, is found or said before it begins. */
export async function checkBefore(
	context: CommandContext,
	{client}: Pick<SignedIn, 'client'>,
	answers: ConnectAnswers,
	begun: Progress,
): Promise<void> {
	const {values, progress, signal} = context;
	if (values.apiKey !== undefined && !answers.isDelegated && answers.hosting !== 'terraform') {
		await (await openSession(context)).checkAccess(signal);
	}
	await checkPossible(client, answers);
	const url = litmosBaseUrl(values);
	if (answers.hosting === 'hosted' && url !== fallbackHost) {
		progress.say(beforeMessages.ownAddress(url));
	}
	if (answers.app.kind === 'new' && wayOf(answers.hosting).makesObjects && begun.app === undefined) {
		for (const name of await litmosApps(client)) {
			progress.say(beforeMessages.hasConnector(name));
		}
	}
}

/**
 * The file answers with the cluster to apply to named, and said aloud. With --yes nobody looks, so it has to be --context;
 * otherwise the question that follows is about the cluster that kubectl points to. Throws `input/missing` or `input/invalid`.
 */
export async function withCluster(
	{values, progress}: CommandContext,
	{hosting, isApplied}: ConnectAnswers,
	files: FileAnswers,
): Promise<FileAnswers> {
	if (hosting !== 'kubernetes' || !isApplied) return files;
	const {findClusters} = await import('../setup/conductorone/kubectl.ts');
	const clusters = await findClusters();
	const names = clusters.map(({context}) => context);
	const current = clusters.find(({isCurrent}) => isCurrent);
	if (files.context === undefined && (values.yes || current === undefined)) {
		throw new Problem({code: 'input/missing', ...beforeProblemMessages.noCluster(names)});
	}
	const found = files.context === undefined ? current : clusters.find(({context}) => context === files.context);
	if (found === undefined)
		throw new Problem({code: 'input/invalid', ...beginMessages.unknownCluster(files.context ?? '', names)});
	progress.say(beforeMessages.cluster(found, files.namespace ?? found.namespace ?? 'default'));
	return {...files, context: found.context};
}

/** Names of apps that have a Litmos connector. A look that is forbidden or takes too long is no reason to stop. */
async function litmosApps(client: SignedIn['client']): Promise<Set<string>> {
	const {findLitmosConnectors} = await import('../conductorone/rest/set-up.ts');
	const names = new Set<string>();
	let looked = 0;
	try {
		for await (const {app} of findLitmosConnectors(client, {onApp: (count) => (looked = count)})) {
			names.add(app.displayName);
			if (looked >= mostApps) break;
		}
	} catch (error) {
		const {code} = Problem.from(error);
		if (code !== 'c1/forbidden' && code !== 'c1/not-found') throw error;
	}
	return names;
}

/** Asks before the first write, unless --yes was given. Throws `cancelled`, or exits with 5 where nobody can answer. */
export async function confirm(context: CommandContext, answers: ConnectAnswers): Promise<void> {
	const {app, owners} = answers;
	context.progress.say(
		beforeMessages.toDo(
			app.name,
			app.kind === 'new',
			owners.map(({label}) => label),
			stepsOf(answers).map((step) => stepMessages.names[step]),
		),
	);
	await agree(context, {question: beforeMessages.question, ...beginMessages});
}
