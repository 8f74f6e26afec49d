import {Problem} from '../../problem/problem.ts';
import type {Command} from '../command.ts';
import {openConductorOne} from '../conductorone-session.ts';
import {targetOptions} from '../own-options.ts';
import {person, tenant} from '../setting-groups.ts';

/** What the command `status` says. */
const statusWords = {
	summary: 'Show the state of the connector in ConductorOne and whether your data arrived.',
	description:
		'Shows the state of the connector as ConductorOne reports it, and compares what was sent with what ConductorOne has. For monitoring: exit code 0 = connected and complete, 1 = error or something is missing, 3 = sign-in rejected, 4 = not connected yet or unreachable, 5 = paused.',
	options: {
		noCounts: 'Show the state only. Counting takes one request per 10 entitlements.',
		wait: 'How long to wait for the sync to finish and the data to arrive. Default: 0.',
	},
	examples: {
		last: 'The connector you set up last',
		monitoring: 'For monitoring',
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
} as const;

export const status: Command = {
	name: 'status',
	summary: statusWords.summary,
	description: statusWords.description,
	settings: [...person, ...tenant],
	ownOptions: [
		...targetOptions,
		{flags: '--no-counts', help: statusWords.options.noCounts},
		{flags: '--wait <time>', help: statusWords.options.wait},
	],
	examples: [
		{words: statusWords.examples.last, line: 'litmos-connector status'},
		{words: statusWords.examples.monitoring, line: 'litmos-connector status --no-counts -o json'},
		{words: statusWords.examples.another, line: 'litmos-connector status --app Litmos'},
	],
	async run(context, own) {
		const session = await openConductorOne(context);
		const {client} = await session.signIn();
		const [
			{targetOf},
			{exitOf, proofRows, stateWords},
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
		context.interruption.words = statusWords.nothingChanged;
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
						onState: (seen) => context.progress.say(statusWords.says(stateWords(seen))),
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
		const {facts} = statusWords;
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
				proof: proof ?? null,
				page,
			},
			() =>
				[
					context.facts([
						[facts.host, client.host],
						[facts.app, target.appName],
						[facts.state, stateWords(state)],
						...(kept === undefined
							? []
							: [[facts.lastSignIn, credential?.lastUsedAt ?? statusWords.neverSignedIn] as const]),
						...(sent === undefined ? [] : [[facts.sent, sent.words] as const]),
						[facts.page, page],
					]),
					...(proof === undefined ? [] : [context.table(...proofRows(proof))]),
				].join('\n'),
		);
		// Without knowing what was sent, an app without accounts is no proof of a fault.
		return exitOf(state, sent === undefined && state.word === 'Connected' ? undefined : proof);
	},
};

function ignoreGone(error: unknown): undefined {
	const {code} = Problem.from(error);
	if (code !== 'c1/not-found' && code !== 'c1/forbidden') throw error;
}
