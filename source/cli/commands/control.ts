import type {Command} from '../command.ts';
import {openConductorOne} from '../conductorone-session.ts';
import {targetOptions} from '../own-options.ts';
import {person} from '../setting-groups.ts';

/** What the commands `force-sync`, `pause` and `resume` say. */
const controlWords = {
	forceSync: {
		summary: 'Let ConductorOne start a sync now.',
		description: 'Puts a sync on ConductorOne’s queue. A self-hosted connector has to be running to answer it.',
		done: 'ConductorOne has put a sync on its queue.',
	},
	pause: {
		summary: 'Let ConductorOne pause the connector.',
		description: 'Stops syncs and provisioning of the connector until “resume”.',
		done: 'The connector is paused: no sync and no provisioning until “resume”.',
	},
	resume: {
		summary: 'End the pause of the connector and start a sync.',
		description:
			'Ends a pause, also one that ConductorOne began because much less data came than before, and starts a sync.',
		done: 'The pause is over, and a sync was started.',
	},
	options: {wait: 'Wait that long for the sync to end (default 0).'},
	examples: {last: 'The connector set up last', another: 'Another one'},
	maybeTold: 'ConductorOne may have been told already; “status” shows it.',
	says: (state: string) => `ConductorOne says: ${state}`,
	facts: {app: 'App', state: 'State'},
} as const;

/** Commands that steer the connector: each does one thing, then tells the state. */
function control(spec: {
	name: string;
	act: 'forceSync' | 'pause' | 'resume';
	/** Whether a sync follows that one may wait for. */
	syncs: boolean;
}): Command {
	const words = controlWords[spec.act];
	return {
		name: spec.name,
		summary: words.summary,
		description: words.description,
		settings: person,
		ownOptions: [...targetOptions, ...(spec.syncs ? [{flags: '--wait <time>', help: controlWords.options.wait}] : [])],
		examples: [
			{words: controlWords.examples.last, line: `litmos-connector ${spec.name}`},
			{words: controlWords.examples.another, line: `litmos-connector ${spec.name} --app Litmos`},
		],
		async run(context, own) {
			const session = await openConductorOne(context);
			const {client} = await session.signIn();
			const [{targetOf}, {exitOf, stateWords}, {watchSync}, {stateOf}, {duration}] = await Promise.all([
				import('../connector-target.ts'),
				import('../connector-texts.ts'),
				import('../../setup/conductorone/watch.ts'),
				import('../../conductorone/rest/connector-state.ts'),
				import('../../settings/parse.ts'),
			]);
			const {ref, appName} = await targetOf(client, session.store, own);
			const before = stateOf(await client.connector(ref)).completedAt;
			context.interruption.words = controlWords.maybeTold;
			await client[spec.act](ref);
			context.progress.say(words.done);
			const limitMs = typeof own.wait === 'string' ? duration(own.wait) : 0;
			const state = await watchSync(client, ref, {
				signal: context.signal,
				limitMs,
				before,
				onState: (now) => context.progress.say(controlWords.says(stateWords(now))),
			});
			context.print({host: client.host, app: appName, ...ref, act: spec.name, state}, () =>
				context.facts([
					[controlWords.facts.app, appName],
					[controlWords.facts.state, stateWords(state)],
				]),
			);
			// What was asked for was done; only a wait can end badly.
			return limitMs === 0 ? 0 : exitOf(state);
		},
	};
}

export const forceSync = control({name: 'force-sync', act: 'forceSync', syncs: true});
export const pauseConnector = control({name: 'pause', act: 'pause', syncs: false});
export const resumeConnector = control({name: 'resume', act: 'resume', syncs: true});
