import {carriedSettings} from '../../deploy/carried.ts';
import {requireSettings} from '../../settings/resolve.ts';
import type {ConnectAnswers} from '../../setup/conductorone/answers.ts';
import {madeMessages} from '../../setup/conductorone/messages.ts';
import {leftOutNotes} from '../../setup/left-out.ts';
import {openConductorOne} from '../../setup/services/conductorone-session.ts';
import type {Command, CommandContext} from '../command.ts';
import {person, reading, tenant} from '../setting-groups.ts';
import {courseIds} from './course-ids.ts';
import {connectOptions} from './own-options.ts';
import {whoText} from './who.ts';

export const connect: Command = {
	name: 'connect',
	summary: 'Set up the Litmos connector in ConductorOne without the guided setup.',
	description:
		'Finds or creates the app, the connector, its owners and its client ID and secret in ConductorOne, and gets the connector running. If it was interrupted, run it again: it picks up where it left off and creates nothing twice.',
	settings: [
		...new Set([
			...person,
			...tenant,
			...reading,
			...(['provisioning', 'hostId', 'temporaryFolder', 'dropGuard', 'failOn', 'notify', 'yes'] as const),
			...carriedSettings,
		]),
	],
	ownOptions: {
		...connectOptions,
		'--wait <time>': 'How long to wait for the data to arrive. Default: 3m. Use 0 not to wait.',
		'--dry-run': 'Show each request and file, with secrets masked, and change nothing.',
		'--undo': 'Delete what this setup created, after asking. Without answers: the last setup.',
	},
	examples: {
		'litmos-connector connect --new-app Litmos --hosting hosted --source acme --yes':
			'Let ConductorOne run the connector',
		'litmos-connector connect --app Litmos --hosting here --owner ann@example.com --source acme --yes':
			'Push from this computer',
		'litmos-connector connect --new-app Litmos --hosting kubernetes --source acme --dry-run': 'See what would happen',
		'litmos-connector connect --demo --new-app Litmos --hosting hosted --yes': 'Try it with demo data',
	},
	async run(context, own) {
		const {givenAnswers, resolveAnswers} = await import('./connect/answers.ts');
		const {checkBefore, confirm, withCluster} = await import('./connect/checks.ts');
		const {checkFolder} = await import('../../setup/services/checks.ts');
		const {keepsRules} = await import('../../setup/conductorone/deployment.ts');
		const {connectServices} = await import('./connect/services.ts');
		const {fileAnswersOf} = await import('../../setup/services/plan.ts');
		const {beginningOf, progressKey} = await import('../../setup/conductorone/progress.ts');
		const {madeOf} = await import('../../setup/conductorone/plan.ts');
		const {runPlan} = await import('../../setup/conductorone/run-plan.ts');
		const given = await givenAnswers(own);
		const session = await openConductorOne(context);
		const signedIn = await session.signIn();
		const {client, identity} = signedIn;
		context.progress.say(`ConductorOne: ${whoText(signedIn)}`);
		if (own.undo === true && given.hosting === undefined) {
			const {undo} = await import('./connect/undo.ts');
			return undo(context, session, client, session.store.last(), given.namespace);
		}
		const answers = await resolveAnswers(given, signedIn);
		const key = progressKey(identity.host, answers);
		const begun = session.store.setUp(key) ?? beginningOf(identity.host, answers);
		const asGiven = fileAnswersOf(given, answers.hosting, context);
		if (own.undo === true) {
			const {undo} = await import('./connect/undo.ts');
			return undo(context, session, client, {key, progress: begun}, given.namespace);
		}
		needs(context, answers);
		const {courses, notes: ofCourses} = await courseIds(context, keepsRules(answers.hosting, asGiven));
		const {values, progress} = context;
		// A push from here takes all of them along.
		const isHosted = answers.hosting === 'hosted';
		const leftOut = answers.hosting === 'here' ? [] : leftOutNotes(asGiven, values, values, isHosted);
		for (const note of [...ofCourses, ...leftOut]) progress.say(note);
		if (own.dryRun === true) {
			const {connectDry} = await import('./connect/dry-run.ts');
			return connectDry(context, session, answers, begun, {files: asGiven, courses});
		}

		await checkFolder(context, answers, asGiven, begun);
		await checkBefore(context, signedIn, answers, begun);
		const files = await withCluster(context, answers, asGiven);
		await confirm(context, answers);
		context.interruption.text = madeMessages.nothing;
		const services = connectServices(context, session, {
			client,
			files,
			courses,
			save(progress) {
				session.store.saveSetUp(key, progress);
				const made = madeOf(progress);
				if (made.length === 0) return;
				context.interruption.text = `Created so far: ${made.join(', ')}. Run the same command again to continue, or add --undo to delete them.`;
			},
		});
		const result = await runPlan(answers, begun, services);
		if (result.done.length === 0) context.progress.say('Everything was already set up. Nothing was changed.');
		const {reportConnection} = await import('./connect/report.ts');
		return reportConnection(context, {signedIn, answers, result, services, key, store: session.store, wait: own.wait});
	},
};

function needs({resolved}: CommandContext, {isDelegated, hosting}: ConnectAnswers): void {
	if (!isDelegated) requireSettings(resolved, hosting === 'terraform' ? ['source'] : ['source', 'apiKey']);
}
