import {Problem} from '../../problem/problem.ts';
import {openConductorOne} from '../../setup/services/conductorone-session.ts';
import type {Command} from '../command.ts';
import {targetOptions} from '../own-options.ts';
import {person, tenant} from '../setting-groups.ts';

/** What the command `status` says. */
const statusMessages = {
	summary: 'Show the state of the connector in ConductorOne and whether your data arrived.',
	description:
		'Shows how the last runs on this computer ended and the state of the connector as ConductorOne reports it. Compares what was sent with what ConductorOne has. For monitoring: exit code 0 = connected and complete, 1 = error, something is missing or too old, 3 = sign-in rejected, 4 = not connected yet or unreachable, 5 = paused.',
	options: {
		noCounts: 'Show the state only. Counting takes one request per 10 entitlements.',
		local:
			'Show only what this computer knows: its last runs. ConductorOne isn’t asked, so you don’t need to be signed in.',
		maxAge: 'Exit with code 1 if no run on this computer has succeeded for this long, such as 26h.',
		wait: 'How long to wait for the sync to finish and the data to arrive. Default: 0.',
	},
	examples: {
		last: 'The connector you set up last',
		monitoring: 'For monitoring',
		nightly: 'Whether the nightly push works',
		another: 'Another connector',
	},
	nothingChanged: 'Nothing was changed.',
	says: (state: string) => `ConductorOne says: ${state}`,
	facts: {
		host: 'Tenant',
		app: 'App',
		state: 'State',
		lastSignIn: 'Last sign-in',
		sent: 'Sent',
		page: 'Page',
	},
	neverSignedIn: 'never',
	noRun: 'Nothing was pushed from this computer yet.',
} as const;

export const status: Command = {
	name: 'status',
	summary: statusMessages.summary,
	description: statusMessages.description,
	needsProfile: true,
	settings: [...person, ...tenant],
	ownOptions: [
		...targetOptions,
		{flags: '--no-counts', help: statusMessages.options.noCounts},
		{flags: '--local', help: statusMessages.options.local},
		{flags: '--max-age <time>', help: statusMessages.options.maxAge},
		{flags: '--wait <time>', help: statusMessages.options.wait},
	],
	examples: [
		{text: statusMessages.examples.last, line: 'litmos-connector status'},
		{text: statusMessages.examples.monitoring, line: 'litmos-connector status --no-counts -o json'},
		{text: statusMessages.examples.nightly, line: 'litmos-connector status --local --max-age 26h'},
		{text: statusMessages.examples.another, line: 'litmos-connector status --app Litmos'},
	],
	async run(context, own) {
		const {localStatus} = await import('../local-status.ts');
		const here = await localStatus(context, own);
		if (own.local === true) {
			context.print({runs: here.runs, schedule: here.schedule}, () =>
				here.facts.length === 0 ? `${statusMessages.noRun}\n` : context.facts(here.facts),
			);
			return here.exit;
		}
		const session = await openConductorOne(context);
		const {client} = await session.signIn().catch((error: unknown) => {
			// What is known here is worth telling all the same.
			if (here.facts.length > 0) context.progress.say(context.facts(here.facts).trimEnd());
			throw error;
		});
		const [
			{targetOf},
			{exitOf, proofNotes, proofRows, stateText},
			{sentCounts},
			{watchSync, proveArrival},
			{duration},
			{connectorPage, stateOf},
		] = await Promise.all([
			import('../connector-target.ts'),
			import('../connector-texts.ts'),
			import('../sent-counts.ts'),
			import('../../setup/conductorone/watch.ts'),
			import('../../settings/parse.ts'),
			import('../../conductorone/rest/connector-state.ts'),
		]);
		const target = await targetOf(client, session.store, own);
		context.interruption.text = statusMessages.nothingChanged;
		const limitMs = typeof own.wait === 'string' ? duration(own.wait) : 0;
		const connector = await client.connector(target.ref);
		const now = stateOf(connector);
		const isUnderWay = now.word === 'Syncing' || now.word === 'Not connected';
		const state =
			limitMs > 0 && isUnderWay
				? await watchSync(client, target.ref, {
						signal: context.signal,
						limitMs,
						before: null,
						onState: (seen) => context.progress.say(statusMessages.says(stateText(seen))),
					})
				: now;
		context.signal.throwIfAborted();
		const {credential: kept} = target.progress ?? {};
		// Tells whether the connector has ever signed in, which its state does not.
		const credential = kept === undefined ? undefined : await client.credential(target.ref, kept.id).catch(ignoreGone);
		const sent = own.counts === false ? undefined : await sentCounts(context, target.progress);
		const proof =
			own.counts === false
				? undefined
				: await proveArrival(client, target.ref, {signal: context.signal, limitMs, sent: sent?.counts});
		const page = connectorPage(client.host, connector);
		const {facts} = statusMessages;
		context.print(
			{
				host: client.host,
				app: target.appName,
				appId: target.ref.appId,
				connectorId: target.ref.connectorId,
				hosting: target.hosting,
				state,
				credential: kept === undefined ? null : {id: kept.id, lastUsedAt: credential?.lastUsedAt ?? null},
				sent: sent ?? null,
				runs: here.runs,
				schedule: here.schedule,
				proof: proof ?? null,
				page,
			},
			() =>
				[
					context.facts([
						[facts.host, client.host],
						[facts.app, target.appName],
						[facts.state, stateText(state)],
						...(kept === undefined
							? []
							: [[facts.lastSignIn, credential?.lastUsedAt ?? statusMessages.neverSignedIn] as const]),
						...(sent === undefined ? [] : [[facts.sent, sent.text] as const]),
						...here.facts,
						[facts.page, page],
					]),
					...(proof === undefined ? [] : [context.table(...proofRows(proof)), ...proofNotes(proof)]),
				].join('\n'),
		);
		// Without knowing what was sent, an app without accounts is no proof of a fault.
		return exitOf(state, sent === undefined && state.word === 'Connected' ? undefined : proof) || here.exit;
	},
};

function ignoreGone(error: unknown): undefined {
	const {code} = Problem.from(error);
	if (code !== 'c1/not-found' && code !== 'c1/forbidden') throw error;
}
