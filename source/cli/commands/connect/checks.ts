import {fallbackHost} from '../../../deploy/answers.ts';
import {wayOf} from '../../../deploy/ways.ts';
import {ignoring} from '../../../problem/ignoring.ts';
import {Problem} from '../../../problem/problem.ts';
import {litmosBaseUrl} from '../../../settings/settings.ts';
import type {SignedIn} from '../../../setup/conductorone/account.ts';
import type {ConnectAnswers} from '../../../setup/conductorone/answers.ts';
import {stepsOf} from '../../../setup/conductorone/plan.ts';
import type {FileAnswers} from '../../../setup/conductorone/plan-services.ts';
import type {Progress} from '../../../setup/conductorone/progress.ts';
import {checkPossible} from '../../../setup/services/checks.ts';
import {beforeProblemMessages} from '../../../setup/services/messages.ts';
import {agree} from '../../agree.ts';
import type {CommandContext} from '../../command.ts';
import {openSession} from '../../session.ts';
import {stepNames} from './services.ts';

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
		progress.say(
			`ConductorOne’s own connector has no setting for the Litmos address, so it may not reach ${url}. If no data arrives, let this program push (--hosting here).`,
		);
	}
	if (answers.app.kind === 'new' && wayOf(answers.hosting).makesObjects && begun.app === undefined) {
		for (const name of await litmosApps(client)) {
			progress.say(`The app “${name}” already has a Litmos connector. To use it, use --app "${name}".`);
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
	const {findClusters} = await import('../../../setup/conductorone/kubectl.ts');
	const clusters = await findClusters();
	const names = clusters.map(({context}) => context);
	const current = clusters.find(({isCurrent}) => isCurrent);
	if (files.context === undefined && (values.yes || current === undefined)) {
		throw new Problem({code: 'input/missing', ...beforeProblemMessages.noCluster(names)});
	}
	const found = files.context === undefined ? current : clusters.find(({context}) => context === files.context);
	if (found === undefined) {
		throw new Problem({
			code: 'input/invalid',
			what: `kubectl has no context “${files.context}”`,
			next: [
				names.length === 0 ? 'Add a cluster to your kubectl configuration.' : `Use one of these: ${names.join(', ')}.`,
			],
		});
	}
	const namespace = files.namespace ?? found.namespace ?? 'default';
	progress.say(`Kubernetes: context ${found.context} (${found.server}), namespace ${namespace}`);
	return {...files, context: found.context};
}

/** Names of apps that have a Litmos connector. A look that is forbidden or takes too long is no reason to stop. */
async function litmosApps(client: SignedIn['client']): Promise<Set<string>> {
	const {findLitmosConnectors} = await import('../../../conductorone/rest/set-up.ts');
	const names = new Set<string>();
	let looked = 0;
	const look = async () => {
		for await (const {app} of findLitmosConnectors(client, {onApp: (count) => (looked = count)})) {
			names.add(app.displayName);
			if (looked >= mostApps) break;
		}
	};
	await look().catch(ignoring('c1/forbidden', 'c1/not-found'));
	return names;
}

/** Asks before the first write, unless --yes was given. Throws `cancelled`, or exits with 5 where nobody can answer. */
export async function confirm(context: CommandContext, answers: ConnectAnswers): Promise<void> {
	const {app} = answers;
	const owners = answers.owners.map(({label}) => label);
	const steps = stepsOf(answers).map((step) => stepNames[step]);
	context.progress.say(
		`Steps for ${app.kind === 'new' ? 'the new app' : 'the app'} “${app.name}”, owned by ${owners.length === 0 ? 'you' : owners.join(', ')}: ${steps.join(' · ')}`,
	);
	await agree(context, {
		question: 'Create it now?',
		nobodyAgrees: {
			what: 'This changes ConductorOne and needs your confirmation',
			next: ['Add --yes to confirm, or --dry-run to see every request first.'],
		},
		notAgreed: {what: 'Nothing was changed in ConductorOne'},
	});
}
