import type {CarriedVariable} from './carried.ts';

/** Stands in commands for the context that nobody has named yet. */
export const contextPlaceholder = 'REPLACE-WITH-CONTEXT';

/** What the generated files are made from. Secrets may be missing: the files then hold a placeholder to fill in. */
export interface DeployAnswers {
	/** Litmos account name, sent as `source`. */
	source: string;
	/** Base address of the Litmos API, e.g. `https://api.litmoseu.com`. */
	litmosUrl: string;
	apiKey?: string | undefined;
	/** Encrypted course ids; null = all courses. */
	courses: readonly string[] | null;
	/** A sentence about `courses` where they are what a rule matched. */
	resolvedRule?: string | undefined;
	/** Connector credential, as ConductorOne's "Rotate" shows it. */
	clientId?: string | undefined;
	clientSecret?: string | undefined;
	provisioning: boolean;
	/** Variables that only this program reads; ConductorOne's own connector knows nothing of them. */
	ownVariables?: readonly (readonly [string, string])[] | undefined;
	/** Settings that go along. */
	carried?: readonly CarriedVariable[] | undefined;
	/** Name of the instance, told to ConductorOne; absent = the program's name. */
	hostId?: string | undefined;
	/** Whose program runs: this one, or the one ConductorOne publishes. */
	image: 'litmos-connector' | 'baton-litmos';
	/** Where the image of that program is, such as `registry.example.com/team/name:1.2@sha256:…`; absent = the usual place. */
	imageReference?: string | undefined;
	/** Kubernetes namespace; absent = the current one. */
	namespace?: string | undefined;
	/** Context of the kubectl configuration; absent = to be named by the person. */
	context?: string | undefined;
	/** Kubernetes: a ClusterSecretStore of the External Secrets Operator that holds the secrets; absent = a plain secret. */
	externalSecretStore?: string | undefined;
	/** Name of the app to create in ConductorOne (Terraform). */
	appName: string;
	/** E-mail addresses of the owners (Terraform). */
	ownerEmails: readonly string[];
}

/** One file to be written. `secret` files hold credentials; all files of one deployment are written with mode 0600. */
export interface DeployFile {
	/** Relative to the chosen folder. */
	name: string;
	content: string;
	secret?: true;
	/** What is written instead of `content`, which then says what it is. Made when it is written: it may be large. */
	bytes?: () => Promise<Uint8Array>;
}

/** A generated deployment: its files and the commands to run, in order, with what each does. */
export interface Deployment {
	files: DeployFile[];
	steps: {text: string; command?: string}[];
}

export const fallbackHost = 'https://api.litmos.com';

export const images = {
	'litmos-connector': 'litmos-connector:latest',
	'baton-litmos': 'public.ecr.aws/conductorone/baton-litmos:latest',
} as const;

/** The image as a container runtime is to pull it. */
export const imageName = ({image, imageReference}: Pick<DeployAnswers, 'image' | 'imageReference'>): string =>
	imageReference ?? images[image];

/** Where the program keeps its working file inside a container or service. */
export const stateFolder = '/var/lib/litmos-connector';

const missing = (name: string) => `REPLACE-WITH-${name}`;

/**
 * The variables both programs read, in the order ConductorOne documents them (C1 fact sheet, section 4.1); for this
 * program also its own.
 */
export function connectorVariables(answers: DeployAnswers): {plain: [string, string][]; secret: [string, string][]} {
	const plain: [string, string][] = [['BATON_SOURCE', answers.source]];
	if (answers.courses !== null) plain.push(['BATON_LIMITED_COURSES', answers.courses.join(',')]);
	if (answers.provisioning) plain.push(['BATON_PROVISIONING', 'true']);
	// Newer releases of ConductorOne's connector read this name too; older ones always use the US host.
	if (answers.litmosUrl !== fallbackHost) plain.push(['LITMOS_BASE_URL', answers.litmosUrl]);
	const isOwn = answers.image === 'litmos-connector';
	if (isOwn) for (const [name, value] of answers.ownVariables ?? []) plain.push([name, value]);
	for (const {name, value, isShared} of answers.carried ?? []) if (isOwn || isShared) plain.push([name, value]);
	return {
		plain,
		secret: [
			['BATON_CLIENT_ID', answers.clientId ?? missing('CLIENT-ID')],
			['BATON_CLIENT_SECRET', answers.clientSecret ?? missing('CLIENT-SECRET')],
			['BATON_API_KEY', answers.apiKey ?? missing('LITMOS-API-KEY')],
		],
	};
}
