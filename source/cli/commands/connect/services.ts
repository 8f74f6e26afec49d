import type {PlanStep} from '../../../setup/conductorone/plan.ts';
import type {PlanServices} from '../../../setup/conductorone/plan-services.ts';
import type {Progress} from '../../../setup/conductorone/progress.ts';
import type {ConductorOneSession} from '../../../setup/services/conductorone-session.ts';
import {type PlanContext, planServices} from '../../../setup/services/plan.ts';
import {plural} from '../../../text/amounts.ts';
import type {CommandContext} from '../../command.ts';

/** The steps of a set-up, told as they go by. */
export const stepNames: Record<PlanStep, string> = {
	app: 'App',
	connector: 'Connector',
	owners: 'App owners',
	credential: 'Client ID and secret',
	files: 'Files',
	apply: 'Kubernetes',
	push: 'First sync',
};

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
			const {readAndSend} = await import('../../send.ts');
			const {sentCountsOf} = await import('../../../setup/conductorone/sent.ts');
			const credential = {clientId, clientSecret, apiHost: values.c1ApiHost, insecure: values.c1Insecure};
			const {result, report} = await readAndSend(context, credential);
			const counts = await sentCountsOf(report.workingFile, signal);
			return {at: new Date().toISOString(), syncId: result.syncId, counts};
		},
		onEvent(event) {
			if (event.type === 'note') progress.say(event.text);
			if (event.type === 'started') progress.say(`… ${stepNames[event.step]}`);
			if (event.type === 'done') {
				const outcome = outcomeOf(event.step, event.progress);
				progress.say(`✔ ${stepNames[event.step]}${outcome === undefined ? '' : `: ${outcome}`}`);
			}
		},
	};
}

/** What became of a step, beyond that it is done. */
function outcomeOf(step: PlanStep, {app, connector, owners, credential, files, pushed}: Progress): string | undefined {
	switch (step) {
		case 'app':
			return app && (app.isOurs ? `“${app.name}”, created` : `“${app.name}” already exists`);
		case 'connector':
			return connector?.isOurs ? 'created' : 'already exists';
		case 'owners':
			return owners === undefined || owners.state === 'done' ? undefined : owners.state;
		case 'credential':
			return credential?.clientId;
		case 'files':
			return files && `${files.names.join(', ')} in ${files.folder}`;
		case 'push':
			return pushed && `${plural(pushed.counts.accounts, 'account')}, ${plural(pushed.counts.grants, 'grant')}`;
		case 'apply':
			return undefined;
	}
}
