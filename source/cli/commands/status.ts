import {ignoring} from '../../problem/ignoring.ts';
import {openConductorOne} from '../../setup/services/conductorone-session.ts';
import type {Command} from '../command.ts';
import {person, tenant} from '../setting-groups.ts';
import {targetOptions} from './own-options.ts';

export const status: Command = {
	name: 'status',
	summary: 'Show the state of the connector in ConductorOne and whether your data arrived.',
	description:
		'Shows how the last runs on this computer ended and the state of the connector as ConductorOne reports it. Compares what was sent with what ConductorOne has. For monitoring: exit code 0 = connected and complete, 1 = error, something is missing or too old, 3 = sign-in rejected, 4 = not connected yet or unreachable, 5 = paused.',
	needsProfile: true,
	settings: [...person, ...tenant],
	ownOptions: {
		...targetOptions,
		'--no-counts': 'Show the state only. Counting takes one request per 10 entitlements.',
		'--local':
			'Show only what this computer knows: its last runs. ConductorOne isn’t asked, so you don’t need to be signed in.',
		'--max-age <time>': 'Exit with code 1 if no run on this computer has succeeded for this long, such as 26h.',
		'--wait <time>': 'How long to wait for the sync to finish and the data to arrive. Default: 0.',
	},
	examples: {
		'litmos-connector status': 'The connector you set up last',
		'litmos-connector status --no-counts -o json': 'For monitoring',
		'litmos-connector status --local --max-age 26h': 'Whether the nightly push works',
		'litmos-connector status --app Litmos': 'Another connector',
	},
	async run(context, own) {
		const {localStatus} = await import('./local-status.ts');
		const here = await localStatus(context, own);
		if (own.local === true) {
			context.print({runs: here.runs, schedule: here.schedule}, () =>
				here.facts.length === 0 ? 'Nothing was pushed from this computer yet.\n' : context.facts(here.facts),
			);
			return here.exit;
		}
		const session = await openConductorOne(context);
		const {client} = await session.signIn().catch((error: unknown) => {
			// What is known here is worth telling all the same.
			if (here.facts.length > 0) context.progress.say(context.facts(here.facts).trimEnd());
			throw error;
		});
		const {targetOf} = await import('./connector-target.ts');
		const {exitOf, proofNotes, proofRows, stateText} = await import('./connector-texts.ts');
		const {sentCounts} = await import('./sent-counts.ts');
		const {watchSync, proveArrival} = await import('../../setup/conductorone/watch.ts');
		const {durationOption} = await import('../duration-option.ts');
		const {connectorPage, stateOf} = await import('../../conductorone/rest/connector-state.ts');
		const target = await targetOf(client, session.store, own);
		context.interruption.text = 'Nothing was changed.';
		const limitMs = durationOption('--wait', own.wait) ?? 0;
		const connector = await client.connector(target.ref);
		const now = stateOf(connector);
		const isUnderWay = now.word === 'Syncing' || now.word === 'Not connected';
		const state =
			limitMs > 0 && isUnderWay
				? await watchSync(client, target.ref, {
						signal: context.signal,
						limitMs,
						before: null,
						onState: (seen) => context.progress.say(`ConductorOne says: ${stateText(seen)}`),
					})
				: now;
		context.signal.throwIfAborted();
		const {credential: kept} = target.progress ?? {};
		// Tells whether the connector has ever signed in, which its state does not.
		const credential =
			kept && (await client.credential(target.ref, kept.id).catch(ignoring('c1/not-found', 'c1/forbidden')));
		const sent = own.counts === false ? undefined : await sentCounts(context, target.progress);
		const proof =
			own.counts === false
				? undefined
				: await proveArrival(client, target.ref, {signal: context.signal, limitMs, sent: sent?.counts});
		const page = connectorPage(client.host, connector);
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
						['Tenant', client.host],
						['App', target.appName],
						['State', stateText(state)],
						['Last sign-in', kept && (credential?.lastUsedAt ?? 'never')],
						['Sent', sent?.text],
						...here.facts,
						['Page', page],
					]),
					...(proof === undefined ? [] : [context.table(...proofRows(proof)), ...proofNotes(proof)]),
				].join('\n'),
		);
		// Without knowing what was sent, an app without accounts is no proof of a fault.
		return exitOf(state, sent === undefined && state.word === 'Connected' ? undefined : proof) || here.exit;
	},
};
