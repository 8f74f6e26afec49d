import {createContext, use, useSyncExternalStore} from 'react';
import type {ExplorerClient} from '../../c1z/explorer-client.ts';
import type {Probe} from '../../doctor/probe.ts';
import type {ProfileLine} from '../../settings/profiles.ts';
import type {SettingValues} from '../../settings/settings.ts';
import type {PersonAction} from '../../setup/actions.ts';
import type {StartChecks} from '../../setup/services/start-checks.ts';
import type {Setup} from '../../setup/setup.ts';
import type {SetupState} from '../../setup/state.ts';

/** Litmos accounts with answers of their own. */
export interface Profiles {
	current: string;
	lines: readonly ProfileLine[];
	/** Whether to ask for one before anything else: there are several, and none was named or chosen. */
	isAsked: () => boolean;
	/** Takes one, or a new name. True: the screens have to be left, since another one is opened. */
	choose: (name: string) => boolean;
}

/** What to try; `close` lets go of what was opened for it. */
export interface Examination {
	probes: readonly Probe[];
	close(): void;
}

/** What the command line hands to the screens. */
export interface WizardContext {
	setup: Setup;
	/** For theme, motion, symbols and screen reader. */
	values: SettingValues;
	version: string;
	stateFolder: string;
	logPath: string;
	/** Sentences to show once, e.g. that a damaged file was moved aside. */
	warnings: readonly string[];
	/** Looks at keychain and network, before the first question; absent where nothing is to be looked at. */
	checks?: (() => StartChecks) | undefined;
	/** The profiles to choose from; absent where there is no choice. */
	profiles?: Profiles | undefined;
	/** The probes of `doctor`, for the answers given so far; absent where the page is not offered. */
	examine?: () => Promise<Examination>;
	/** Writes what was answered so far into a file for a colleague; gives its whole path. Rejects as `writeHandover` throws. */
	handOver?: ((state: SetupState, path: string) => Promise<string>) | undefined;
	/** Told once the first page is on the terminal: what it does not need can be loaded now. */
	onShown?: (() => void) | undefined;
	startDemo: boolean;
	/** Opens a sync file by the path a person typed; absent where none can be opened. */
	openFile?: ((typed: string, signal: AbortSignal) => Promise<ExplorerClient>) | undefined;
	/** Looks into the working file while the sync still writes it. */
	explore: (workingFile: string) => Promise<ExplorerClient>;
	/** Path of the working file of the tenant being set up; undefined before Litmos was checked. */
	workingFile: () => string | undefined;
	/** The file of the last push of that tenant, to compare with; undefined when there is none. */
	earlier: () => string | undefined;
}

const Context = createContext<WizardContext | undefined>(undefined);

export const WizardProvider = Context;

export interface Wizard {
	state: SetupState;
	send: (action: PersonAction) => void;
	setup: Setup;
	context: WizardContext;
}

/** The set-up as it is now, and the way to change it. */
export function useWizard(): Wizard {
	const context = use(Context);
	if (context === undefined) throw new Error('The steps must be inside <WizardProvider>.');
	const {setup} = context;
	const state = useSyncExternalStore(setup.subscribe, setup.getState);
	return {state, send: setup.dispatch, setup, context};
}
