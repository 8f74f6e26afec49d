import {existsSync} from 'node:fs';
import {typedPath} from '../files/typed-path.ts';
import type {ExitCode} from '../problem/problem.ts';
import {readProfiles} from '../settings/profiles.ts';
import {openSavedState} from '../settings/saved-state.ts';
import {litmosBaseUrl} from '../settings/settings.ts';
import {beginningOf} from '../setup/beginning.ts';
import type {Handover} from '../setup/handover/handover-file.ts';
import {beginningFrom, conductorOnePartOf, litmosPartOf} from '../setup/handover/handover-of.ts';
import {litmosAddress} from '../setup/questions.ts';
import {createSetupServices} from '../setup/services/setup-services.ts';
import type {StartChecks} from '../setup/services/start-checks.ts';
import {createSetup} from '../setup/setup.ts';
import type {Beginning} from '../setup/state.ts';
import {lastPushPath} from '../sync/last-push-path.ts';
import {workingFilePath} from '../sync/working-file-path.ts';
import {version} from '../threads/thread.ts';
import type {WizardContext} from '../ui/steps/wizard-context.tsx';
import {runWizard} from '../ui/wizard.tsx';
import type {CommandContext} from './command.ts';
import {startDemo} from './context.ts';

/**
 * The guided set-up: the screens, with React and Ink, over the services as they really are. What only a later page needs is
 * imported by that page's code, for the first page is waited for.
 */
export async function runSetup(context: CommandContext, handover?: Handover): Promise<ExitCode> {
	const {values, resolved, stateFolder, log, logPath} = context;
	const saved = context.saved ?? (await openSavedState(stateFolder, {writesLater: true}));
	context.onClose(() => saved.close());
	const services = createSetupServices({
		values,
		stateFolder,
		saved,
		log,
		async startDemo() {
			const closing: (() => Promise<void> | void)[] = [];
			const sandbox = await startDemo(values, closing);
			for (const clean of closing) context.onClose(clean);
			const {environment: made} = sandbox;
			return {
				litmosUrl: made.BATON_LITMOS_BASE_URL ?? '',
				source: made.BATON_SOURCE ?? '',
				apiKey: made.BATON_API_KEY ?? '',
				clientId: made.BATON_CLIENT_ID ?? '',
				clientSecret: made.BATON_CLIENT_SECRET ?? '',
				c1ApiHost: made.BATON_C1_API_HOST ?? '',
				personal: sandbox.conductorOne.personal,
			};
		},
		signal: context.signal,
		isDry: context.isDry,
	});
	context.onClose(() => services.close());
	const {vault, ...beginning} = beginningOf(resolved, saved.read());
	const wizard = createSetup({
		services,
		vault,
		...beginning,
		waysIn: ['credential', 'sign-in'],
		tenant: values.tenant ?? values.c1ApiHost,
		...(handover === undefined ? {} : begunBy(handover, beginning)),
	});
	context.onClose(() => wizard.close());
	const leaving = new AbortController();
	context.onClose(() => leaving.abort());
	let keychain: StartChecks['keychain'] | undefined;
	const wizardContext: WizardContext = {
		setup: wizard,
		values,
		version,
		stateFolder,
		logPath,
		warnings: [...resolved.warnings, ...(saved.warning === undefined ? [] : [saved.warning])],
		checks: values.demo || process.env.LITMOS_CONNECTOR_START_CHECKS === '0' ? undefined : startChecks,
		async examine() {
			const [{probesOf}, {answersOf}] = await Promise.all([
				import('../doctor/probes.ts'),
				import('../setup/services/doctor-answers.ts'),
			]);
			const doctor = await services.doctorServices(answersOf(wizard.getState(), vault));
			return {probes: probesOf(doctor), close: () => doctor.close()};
		},
		onShown: () => void saved.load().catch(() => {}),
		startDemo: values.demo,
		async openFile(typed, signal) {
			const {startExplorerOfC1z} = await import('../c1z/explorer-client.ts');
			return startExplorerOfC1z(typedPath(typed), {signal});
		},
		profiles: values.demo || handover !== undefined ? undefined : profilesOf(context),
		async handOver(state, path) {
			const {formatHandover, writeHandover} = await import('../setup/handover/handover-file.ts');
			return writeHandover(
				path,
				formatHandover(
					state.isPreparing
						? {litmos: null, conductorOne: conductorOnePartOf(state)}
						: {litmos: litmosPartOf(state), conductorOne: null},
					{program: version, now: new Date()},
				),
			);
		},
		async explore(workingFile) {
			const {startExplorer} = await import('../c1z/explorer-client.ts');
			return startExplorer(workingFile);
		},
		workingFile: () => workingFileOf(wizard.getState()),
		earlier() {
			const path = workingFileOf(wizard.getState());
			const lastPush = path === undefined ? undefined : lastPushPath(path);
			return lastPush !== undefined && existsSync(lastPush) ? lastPush : undefined;
		},
	};
	return runWizard(wizardContext);

	/** The keychain may ask its owner for a password, so it is looked at once; the network each time. */
	function startChecks(): StartChecks {
		const loaded = import('../setup/services/start-checks.ts');
		keychain ??= loaded.then(({checkKeychain}) => checkKeychain(() => services.openSecrets(false, 'apiKey')));
		const {signal} = leaving;
		return {keychain, network: loaded.then(({checkNetwork}) => checkNetwork(litmosBaseUrl(values), {signal}))};
	}

	function workingFileOf(state: ReturnType<typeof wizard.getState>): string | undefined {
		if (state.litmos.status !== 'done') return undefined;
		const target = {baseUrl: litmosAddress(state), source: state.answers.source.trim()};
		return workingFilePath(services.syncFolder(), target);
	}
}

/** The profiles to choose from; another one is opened by running the set-up again. */
function profilesOf({values, resolved, rootFolder, outcome}: CommandContext): WizardContext['profiles'] {
	let isChosen = resolved.origins.profile !== 'default';
	const lines = readProfiles(rootFolder);
	return {
		current: values.profile,
		lines,
		isAsked: () => !isChosen && lines.length > 1,
		choose(name) {
			isChosen = true;
			if (name === values.profile) return false;
			outcome.profile = name;
			return true;
		},
	};
}

/** What a colleague has answered counts; what was left here of a set-up may be of another account. */
function begunBy(handover: Handover, {answers}: Beginning): Partial<Beginning> {
	const from = beginningFrom(handover);
	return {...from, answers: {...answers, ...from.answers}, wanted: [], resume: null, handover};
}
