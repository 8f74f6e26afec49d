import type {PlanStep} from '../setup/conductorone/plan.ts';
import type {PlanServices} from '../setup/conductorone/plan-services.ts';
import type {Progress} from '../setup/conductorone/progress.ts';
import type {ConductorOneSession} from '../setup/services/conductorone-session.ts';
import {type PlanContext, planServices} from '../setup/services/plan.ts';
import type {CommandContext} from './command.ts';
import {stepMessages} from './connect-messages.ts';

/** The services of a set-up that is run by a command, which reads, pushes and tells on stderr. */
export function connectServices(
	context: CommandContext,
	session: ConductorOneSession,
	plan: PlanContext,
): PlanServices {
	const {values, progress, signal} = context;
	return {
		...planServices(context, session, plan),
		async push({clientId, clientSecret}) {
			const {readAndSend} = await import('./send.ts');
			const {sentCountsOf} = await import('../setup/conductorone/sent.ts');
			const credential = {clientId, clientSecret, apiHost: values.c1ApiHost, insecure: values.c1Insecure};
			const {result, report} = await readAndSend(context, credential);
			const counts = await sentCountsOf(report.workingFile, signal);
			return {at: new Date().toISOString(), syncId: result.syncId, counts};
		},
		onEvent(event) {
			if (event.type === 'note') progress.say(event.text);
			if (event.type === 'started') progress.say(stepMessages.started(stepMessages.names[event.step]));
			if (event.type === 'done') {
				progress.say(stepMessages.done(stepMessages.names[event.step], outcomeOf(event.step, event.progress)));
			}
		},
	};
}

/** What became of a step, beyond that it is done. */
function outcomeOf(step: PlanStep, {app, connector, owners, credential, files, pushed}: Progress): string | undefined {
	switch (step) {
		case 'app':
			return app && (app.isOurs ? stepMessages.appCreated(app.name) : stepMessages.appThere(app.name));
		case 'connector':
			return connector?.isOurs ? stepMessages.connectorCreated : stepMessages.connectorThere;
		case 'owners':
			return owners === undefined || owners.state === 'done' ? undefined : stepMessages.ownersNotYet[owners.state];
		case 'credential':
			return credential?.clientId;
		case 'files':
			return files && stepMessages.files(files.names, files.folder);
		case 'push':
			return pushed && stepMessages.pushed(pushed.counts.accounts, pushed.counts.grants);
		case 'apply':
			return undefined;
	}
}
