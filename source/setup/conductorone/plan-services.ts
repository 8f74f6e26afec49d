import type {RestClient} from '../../conductorone/rest/client.ts';
import type {SentCounts} from '../../conductorone/rest/proof.ts';
import type {DeployAnswers, Deployment} from '../../deploy/answers.ts';
import type {Packaging} from '../../deploy/kubernetes.ts';
import type {TerraformHosting} from '../../deploy/terraform-hosting.ts';
import type {Reading} from '../reading.ts';
import type {PlanStep} from './plan.ts';
import type {Progress} from './progress.ts';

/** What of Litmos the connector needs. */
export interface LitmosAnswers {
	source: string;
	/** Absent when an owner fills it in, or when a file is to hold a placeholder. */
	apiKey?: string | undefined;
	/** Base address of the API. */
	url: string;
	/** Encrypted course ids; null = all, or those that the rules match where the connector takes rules. */
	courses: readonly string[] | null;
	/** Rules for courses, as they were written; for this program's own image, see `keepsRules`. */
	courseRules?: readonly string[] | undefined;
	/** What is read beyond these, or left out; for this program's own image. Absent = nothing. */
	reading?: Reading;
}

/** How generated files are to look. */
export interface FileAnswers
	extends Pick<
		DeployAnswers,
		'provisioning' | 'image' | 'imageReference' | 'namespace' | 'context' | 'externalSecretStore' | 'hostId' | 'carried'
	> {
	/** Kubernetes: the form of the files; absent = manifests. */
	packaging?: Packaging | undefined;
	terraform: TerraformHosting;
	/** Files of the same name that hold something else are replaced. */
	overwrite: boolean;
}

export interface ConnectorSecret {
	clientId: string;
	clientSecret: string;
}

export interface Pushed {
	at: string;
	syncId: string;
	counts: SentCounts;
}

export type PlanEvent =
	| {type: 'started'; step: PlanStep}
	| {type: 'done'; step: PlanStep; progress: Progress}
	| {type: 'note'; text: string};

/** Everything a set-up lets others do. */
export interface PlanServices {
	client: RestClient;
	/** Id of this installation, which marks the apps it makes. Letters, digits and `-`. */
	setUpId: string;
	litmos: LitmosAnswers;
	files: FileAnswers;
	/** Keeps progress; has to be on disk when it returns. */
	save(progress: Progress): void;
	/** Keeps a credential for this machine, e.g. in the keychain. Rejects with a Problem when it cannot. */
	keepSecret(secret: ConnectorSecret): Promise<void>;
	forgetSecret(clientId: string): Promise<void>;
	writeFiles(folder: string, deployment: Deployment, overwrite: boolean): Promise<void>;
	removeFiles(paths: readonly string[]): Promise<void>;
	/** Runs kubectl on the written files, in the cluster that the file answers name. */
	apply(folder: string, namespace: string | undefined): Promise<void>;
	push(secret: ConnectorSecret): Promise<Pushed>;
	/** The credential kept by an earlier run. */
	findSecret(clientId: string): Promise<string | null>;
	onEvent(event: PlanEvent): void;
	signal: AbortSignal;
	/** Between looks after an unclear answer, ms; for tests. */
	lookWaitMs?: number;
	/** How long to wait for owner changes to show, ms. Default 0: they are told as pending. */
	ownersLimitMs?: number;
	now?: () => Date;
}
