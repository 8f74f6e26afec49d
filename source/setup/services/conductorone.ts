import type {ConnectorState} from '../../conductorone/rest/connector-state.ts';
import type {DeviceCode} from '../../conductorone/rest/device-login.ts';
import type {Deployment} from '../../deploy/answers.ts';
import type {CourseRow} from '../../sync/course-filter.ts';
import type {ConnectAnswers, Owner} from '../conductorone/answers.ts';
import type {Cluster} from '../conductorone/kubectl.ts';
import type {ConnectorSecret, PlanEvent} from '../conductorone/plan-services.ts';
import type {Progress} from '../conductorone/progress.ts';
import type {AppRow, ConnectState, SignedInAs} from '../conductorone/state.ts';
import type {Undone} from '../conductorone/undo.ts';
import type {Proof} from '../conductorone/watch.ts';
import type {Reading} from '../reading.ts';
import type {Tenant} from '../vault.ts';

export interface MadePlan {
	progress: Progress;
	/** The credential, when this program is to push with it. */
	secret: ConnectorSecret | null;
	deployment: Deployment | null;
	pages: {app?: string; connector?: string};
}

/** What the part in ConductorOne needs to know of Litmos. */
export interface LitmosPart {
	tenant: Tenant;
	/** Ids; null = all. */
	courses: readonly string[] | null;
	/** The rules that select courses instead, and the list that they are resolved with where the connector takes ids only. */
	byRule?: {
		rules: readonly string[];
		rows: readonly CourseRow[];
		/** What they matched where a colleague looked, as long as there is no list here. */
		matched?: {ids: readonly string[]; at: Date};
	};
	/** What else is read, or left out. */
	reading: Reading;
}

/** What was read, and what of it was pushed. */
export interface ReadPart {
	workingFile: string;
	/** Of what was pushed; empty before. */
	syncId: string;
}

/** Everything the part in ConductorOne lets others do. All promises reject with a `Problem`. */
export interface ConnectServices {
	/** Who signed in before; null when nobody did or the key does not work any more. */
	findAccount(signal: AbortSignal): Promise<SignedInAs | null>;
	signInByBrowser(
		tenant: string,
		options: {allowFile: boolean; onCode: (code: DeviceCode) => void; signal: AbortSignal},
	): Promise<SignedInAs>;
	signInByKey(text: string, options: {allowFile: boolean; signal: AbortSignal}): Promise<SignedInAs>;
	/** Managed apps and those seen in directories; then which have a Litmos connector. */
	listApps(onRows: (rows: AppRow[]) => void, onConnector: (appId: string) => void, signal: AbortSignal): Promise<void>;
	listPeople(onRows: (rows: Owner[]) => void, signal: AbortSignal): Promise<void>;
	/** Everything but the push. */
	runPlan(
		answers: ConnectAnswers,
		litmos: LitmosPart,
		onEvent: (event: PlanEvent) => void,
		signal: AbortSignal,
	): Promise<MadePlan>;
	/** Follows the connector and the data until all has arrived or a few minutes are over. `read`: null = nothing yet. */
	watch(
		answers: ConnectAnswers,
		progress: Progress,
		read: ReadPart | null,
		tell: {onState: (state: ConnectorState) => void; onProof: (proof: Proof) => void},
		signal: AbortSignal,
	): Promise<void>;
	undo(answers: ConnectAnswers, litmos: LitmosPart): Promise<Undone>;
	/** The folder for files that an answer leads to. */
	folderOf(answers: ConnectState['answers']): string | null;
	clusters(): Promise<Cluster[]>;
}
