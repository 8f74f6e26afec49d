import type {ContextValues, Interceptor} from '@connectrpc/connect';
import type {ConnectorLink} from './connector-link.ts';
import type {CredentialKind} from './credentials.ts';
import type {OAuthError, Request, Response} from './http.ts';
import type {QueuedTask} from './tasks.ts';
import type {ReceivedFile} from './upload.ts';

/** One browser sign-in on its way. */
export interface SignIn {
	deviceCode: string;
	userCode: string;
	clientId: string;
	expiresAt: number;
	intervalMs: number;
	lastPoll: number;
	polls: number;
	verdict: 'waiting' | 'approved' | 'denied' | 'used';
}

/** Where tests make the sandbox's ConductorOne misbehave, and see what it does. The demo uses none of these. */
export interface ConductorOneHooks {
	/** The server's clock, ms since the epoch. Default: the machine's. */
	now?(): number;
	/** Stands around every request; `answer` handles it and may be given another response to write to. */
	around?(request: Request, response: Response, answer: (response: Response) => Promise<void>): Promise<void>;
	/** Stand around every call of the connector service, once the connector is known. */
	interceptors?: Interceptor[];
	/** What interceptors need to know of a request. */
	contextValues?(request: Request): ContextValues;
	/** Told of every task that is handed out. */
	handed?(task: QueuedTask): void;
	/** Throws to refuse a file. `folder` is private to this upload. */
	checkUpload?(link: ConnectorLink, task: QueuedTask, file: ReceivedFile, folder: string): Promise<void>;
	/** What a poll of a browser sign-in gets, if not the usual; `since` = ms since the poll before. */
	poll?(signIn: SignIn, since: number): OAuthError | null;
	/** Whether all credentials of a kind are revoked. */
	isRevoked?(kind: CredentialKind): boolean;
	/** Told of every call of the connector service, or for a token, that broke a rule. */
	refused?(what: string): void;
	/** Carries out a change that ConductorOne shows late: of owners, or by what a sync brought. Default: at once. */
	later?(what: 'owners' | 'arrival', change: () => void): void;
	/** Told of every REST call by `METHOD template`. */
	called?(signature: string): void;
}
