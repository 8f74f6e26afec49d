import {hasFiles} from '../../../deploy/ways.ts';
import type {ExitCode} from '../../../problem/problem.ts';
import type {SignedIn} from '../../../setup/conductorone/account.ts';
import {type ConnectAnswers, connectorKind} from '../../../setup/conductorone/answers.ts';
import {deploymentOf} from '../../../setup/conductorone/deployment.ts';
import type {PlanServices} from '../../../setup/conductorone/plan-services.ts';
import type {PlanResult} from '../../../setup/conductorone/run-plan.ts';
import type {ConnectStore} from '../../../setup/conductorone/store.ts';
import type {CommandContext, OwnValues} from '../../command.ts';
import {exitOf, proofNotes, proofRows, sentByLitmos, stateText} from '../connector-texts.ts';
import {stepLines} from '../run-texts.ts';

const usualWaitMs = 180_000;

/** Watches the connector and the data arrive, as far as this way of hosting lets one, and prints what was made. */
export async function reportConnection(
	context: CommandContext,
	made: {
		signedIn: SignedIn;
		answers: ConnectAnswers;
		result: PlanResult;
		services: PlanServices;
		key: string;
		store: ConnectStore;
		wait: OwnValues[string];
	},
): Promise<ExitCode> {
	const {answers, result, services, store, key} = made;
	const {client} = made.signedIn;
	const {progress} = result;
	const {durationOption} = await import('../../duration-option.ts');
	const limitMs = durationOption('--wait', made.wait) ?? usualWaitMs;
	const {app, connector} = progress;
	const {followArrival, pagesOf} = await import('../../../setup/conductorone/watch.ts');
	let found: Awaited<ReturnType<typeof followArrival>>;
	if (isWatched(answers)) {
		context.interruption.text =
			'The setup is done. Only the wait for data was interrupted. To check later, run litmos-connector status.';
		found = await followArrival(client, progress, {
			signal: context.signal,
			limitMs,
			syncMs: result.done.length === 0 ? 0 : limitMs,
			isElsewhere: answers.hosting === 'kubernetes',
			onState: (now) => context.progress.say(`ConductorOne says: ${stateText(now)}`),
			async sent() {
				const sent = progress.sent ?? (await sentByLitmos(context));
				if (sent !== undefined && progress.sent === undefined) store.saveSetUp(key, {...progress, sent});
				return sent;
			},
		});
		if (found?.proof === undefined) context.signal.throwIfAborted();
	}
	const {state, proof} = found ?? {};
	const deployment = hasFiles(answers.hosting) ? await deploymentOf(answers, services, null) : undefined;
	const links = pagesOf(client.host, progress);
	const notes = [...progress.notes, ...nextTexts(answers)];
	context.print(
		{
			host: client.host,
			hosting: answers.hosting,
			stepsDone: result.done,
			app: app ?? null,
			connector: connector ?? null,
			owners: progress.owners ?? null,
			credential: progress.credential ?? null,
			files: progress.files ?? null,
			steps: deployment?.steps ?? [],
			pushed: progress.pushed ?? null,
			state: state ?? null,
			proof: proof ?? null,
			links,
			notes,
		},
		() =>
			[
				context.facts([
					['App', app && `${app.name} (${app.id})`],
					['Connector', connector?.id],
					['State', state && stateText(state)],
					...(progress.files === undefined ? [] : [['Files', progress.files.folder] as const]),
					...Object.values(links).map((link) => ['Page', link] as const),
				]),
				...(proof === undefined ? [] : [context.table(...proofRows(proof)), ...proofNotes(proof)]),
				...(deployment === undefined
					? []
					: [`Next, in ${progress.files?.folder ?? ''}:\n${stepLines(deployment.steps).join('\n')}\n`]),
				...notes.map((note) => `${note}\n`),
			].join('\n'),
	);
	return state === undefined ? 0 : exitOf(state, proof, {isWaiting: limitMs === 0});
}

/** Whether anything can arrive by itself now. */
function isWatched(answers: ConnectAnswers): boolean {
	return connectorKind(answers) === 'hosted' || answers.hosting === 'here' || answers.isApplied;
}

function nextTexts(answers: ConnectAnswers): string[] {
	if (answers.isDelegated) {
		return ['ConductorOne emails the owner to enter the Litmos API key. Until then, the connector is “Not connected”.'];
	}
	if (answers.hosting === 'here') {
		return ['To push again, run litmos-connector push. To push every night, run litmos-connector schedule.'];
	}
	return [];
}
