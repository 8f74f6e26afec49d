import {openConductorOne} from '../../setup/services/conductorone-session.ts';
import type {Command} from '../command.ts';
import {person} from '../setting-groups.ts';
import {targetOptions} from './own-options.ts';

/** Commands that steer the connector: each does one thing, then tells the state. */
function control(spec: {
	name: string;
	summary: string;
	description: string;
	act: 'forceSync' | 'pause' | 'resume';
	done: string;
	/** Whether a sync follows that one may wait for. */
	syncs: boolean;
}): Command {
	return {
		name: spec.name,
		summary: spec.summary,
		description: spec.description,
		needsProfile: true,
		settings: person,
		ownOptions: {
			...targetOptions,
			...(spec.syncs ? {'--wait <time>': 'How long to wait for the sync to finish. Default: 0.'} : {}),
		},
		examples: {
			[`litmos-connector ${spec.name}`]: 'The connector you set up last',
			[`litmos-connector ${spec.name} --app Litmos`]: 'Another connector',
		},
		async run(context, own) {
			const session = await openConductorOne(context);
			const {client} = await session.signIn();
			const {targetOf} = await import('./connector-target.ts');
			const {exitOf, stateText} = await import('./connector-texts.ts');
			const {watchSync} = await import('../../setup/conductorone/watch.ts');
			const {stateOf} = await import('../../conductorone/rest/connector-state.ts');
			const {durationOption} = await import('../duration-option.ts');
			const {ref, appName} = await targetOf(client, session.store, own);
			const before = stateOf(await client.connector(ref)).completedAt;
			context.interruption.text = 'ConductorOne may have done it already. To check: litmos-connector status';
			await client[spec.act](ref);
			context.progress.say(spec.done);
			const limitMs = durationOption('--wait', own.wait) ?? 0;
			const state = await watchSync(client, ref, {
				signal: context.signal,
				limitMs,
				before,
				onState: (now) => context.progress.say(`ConductorOne says: ${stateText(now)}`),
			});
			context.printFacts({host: client.host, app: appName, ...ref, act: spec.name, state}, [
				['App', appName],
				['State', stateText(state)],
			]);
			// What was asked for was done; only a wait can end badly.
			return limitMs === 0 ? 0 : exitOf(state);
		},
	};
}

export const forceSync = control({
	name: 'force-sync',
	summary: 'Start a sync in ConductorOne now.',
	description: 'Asks ConductorOne to start a sync. A self-hosted connector must be running to answer it.',
	act: 'forceSync',
	done: 'ConductorOne will start a sync.',
	syncs: true,
});
export const pauseConnector = control({
	name: 'pause',
	summary: 'Pause the connector in ConductorOne.',
	description: 'Stops syncs and provisioning of the connector until you run “resume”.',
	act: 'pause',
	done: 'The connector is paused. To start it again: litmos-connector resume',
	syncs: false,
});
export const resumeConnector = control({
	name: 'resume',
	summary: 'Resume the connector in ConductorOne and start a sync.',
	description:
		'Ends a pause and starts a sync. Also ends a pause that ConductorOne started because a sync had much less data than before.',
	act: 'resume',
	done: 'The connector is running again, and a sync was started.',
	syncs: true,
});
