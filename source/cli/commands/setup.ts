import {existsSync} from 'node:fs';
import {Problem} from '../../problem/problem.ts';
import {settingIds} from '../../settings/settings.ts';
import type {RunWizard, WizardContext} from '../../setup/wizard.types.ts';
import {version} from '../../threads/thread.ts';
import type {Command} from '../command.ts';
import {startDemo} from '../context.ts';
import {conductorOne, parts, person, reading, screens, tenant} from '../setting-groups.ts';

export const setup: Command = {
	name: 'setup',
	summary: 'Open the guided set-up (the default at a terminal).',
	description: 'Opens the guided set-up: from a Litmos API key to data in ConductorOne, step by step.',
	settings: settingIds.filter((id) =>
		(
			[...tenant, ...reading, ...parts, ...conductorOne, ...person, ...screens, 'provisioning', 'dropGuard'] as string[]
		).includes(id),
	),
	examples: [
		{words: 'From the beginning, or where it was left', line: 'litmos-connector setup'},
		{words: 'With make-believe data', line: 'litmos-connector setup --demo'},
	],
	async run(context) {
		const {values, resolved, stateFolder, log, logPath} = context;
		if (process.stdin.isTTY !== true || process.stdout.isTTY !== true) {
			throw new Problem({
				code: 'input/missing',
				what: 'The guided set-up needs a terminal, and there is none here.',
				next: ['Use litmos-connector push, or sync -f FILE, with flags or environment variables; see --help.'],
			});
		}
		const runWizard = await loadWizard();
		const [
			{createSetup},
			{createRealRooms},
			{beginningOf},
			{openSavedState},
			{createGuided},
			{createGuidedRooms},
			{createGuidedFacts},
		] = await Promise.all([
			import('../../setup/setup.ts'),
			import('../../setup/real-rooms.ts'),
			import('../../setup/beginning.ts'),
			import('../../settings/saved-state.ts'),
			import('../../setup/conductorone/guided.ts'),
			import('../guided-rooms.ts'),
			import('../guided-facts.ts'),
		]);
		const saved = context.saved ?? (await openSavedState(stateFolder));
		const guidedFacts = createGuidedFacts(context);
		const rooms = createRealRooms({
			values,
			stateFolder,
			saved,
			version,
			log,
			async startDemo() {
				const closing: (() => Promise<void> | void)[] = [];
				const sandbox = await startDemo(values, closing);
				for (const clean of closing) context.onClose(clean);
				await guidedFacts.startDemo(sandbox);
				const {environment: made} = sandbox;
				return {
					litmosUrl: made.BATON_LITMOS_BASE_URL ?? '',
					source: made.BATON_SOURCE ?? '',
					apiKey: made.BATON_API_KEY ?? '',
					clientId: made.BATON_CLIENT_ID ?? '',
					clientSecret: made.BATON_CLIENT_SECRET ?? '',
					c1ApiHost: made.BATON_C1_API_HOST ?? '',
				};
			},
		});
		context.onClose(() => rooms.close());
		const {vault, ...beginning} = beginningOf(resolved, saved.read());
		const wizard = createSetup({
			rooms: guidedFacts.listening(rooms),
			vault,
			...beginning,
			doors: ['credential', 'sign-in'],
		});
		context.onClose(() => wizard.close());
		const guided = createGuided(createGuidedRooms(context, guidedFacts.of(wizard)), values.tenant ?? values.c1ApiHost);
		context.onClose(() => guided.close());
		const wizardContext: WizardContext = {
			setup: wizard,
			guided,
			values,
			version,
			stateFolder,
			logPath,
			warnings: [...resolved.warnings, ...(saved.warning === undefined ? [] : [saved.warning])],
			startDemo: values.demo,
			async explore(workingFile) {
				const {startExplorer} = await import('../../c1z/explorer-client.ts');
				return startExplorer(workingFile);
			},
			workingFile: () => workingFileOf(wizard.getState()),
			earlier() {
				const path = workingFileOf(wizard.getState());
				const lastPush = path === undefined ? undefined : lastPushPath(path);
				return lastPush !== undefined && existsSync(lastPush) ? lastPush : undefined;
			},
		};
		const [{workingFilePath}, {litmosAddress}, {lastPushPath}] = await Promise.all([
			import('../../sync/workspace.ts'),
			import('../../setup/questions.ts'),
			import('../../setup/deliver.ts'),
		]);
		return runWizard(wizardContext);

		function workingFileOf(state: ReturnType<typeof wizard.getState>): string | undefined {
			if (state.litmos.status !== 'done') return undefined;
			const target = {baseUrl: litmosAddress(state), source: state.answers.source.trim()};
			return workingFilePath(rooms.syncFolder(), target);
		}
	},
};

/** The screens, with React and Ink, loaded only here. */
async function loadWizard(): Promise<RunWizard> {
	const {runWizard} = await import('../../ui/wizard.tsx');
	return runWizard;
}
