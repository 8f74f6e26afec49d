import type {ExplorerClient} from '../c1z/explorer-client.ts';
import type {ExitCode} from '../problem/problem.ts';
import type {SettingValues} from '../settings/settings.ts';
import type {Guided} from './conductorone/guided.ts';
import type {Setup} from './setup.ts';
import type {StartChecks} from './start-checks.ts';

/** What the command line hands to the screens. */
export interface WizardContext {
	setup: Setup;
	/** For theme, motion, symbols and screen reader. */
	values: SettingValues;
	version: string;
	stateFolder: string;
	/** Where the log is, for error messages. */
	logPath: string;
	/** Sentences to show once, e.g. that a damaged file was moved aside. */
	warnings: readonly string[];
	/** The guided part in ConductorOne; absent where only a credential can be given. */
	guided?: Guided | undefined;
	/** Looks at keychain and network, before the first question; absent where nothing is to be looked at. */
	checks?: (() => StartChecks) | undefined;
	/** Go straight to the sandbox. */
	startDemo: boolean;
	/** Looks into the working file while the sync still writes it. */
	explore: (workingFile: string) => Promise<ExplorerClient>;
	/** Path of the working file of the tenant being set up; undefined before Litmos was checked. */
	workingFile: () => string | undefined;
	/** The file of the last push of that tenant, to compare with; undefined when there is none. */
	earlier: () => string | undefined;
}

/** Exported by `ui/wizard.tsx`. Resolves when the screen is given back; the summary has then been printed. Throws a Problem when the screen broke. */
export type RunWizard = (context: WizardContext) => Promise<ExitCode>;
