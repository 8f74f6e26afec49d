import type {Any} from '@bufbuild/protobuf/wkt';
import type {ProblemCode} from '../../problem/problem.ts';
import type {ConnectorMetadata, Entitlement, Grant, Resource} from '../../proto/model.ts';

/** A connector credential as "Rotate" shows it. */
export interface ConnectorCredential {
	clientId: string;
	clientSecret: string;
	/** `BATON_C1_API_HOST`: replaces the host for the token and for gRPC. `host` or `host:port`. */
	apiHost?: string | undefined;
	/** Plain HTTP/2 and HTTP, for a sandbox on loopback only. */
	insecure?: boolean | undefined;
	/** PEM of an extra certificate authority, for a sandbox or a corporate proxy. */
	ca?: string | undefined;
}

/** What a sync task asks for (fields of SyncFullTask). */
export interface SyncRequest {
	skipEntitlementsAndGrants: boolean;
	skipGrants: boolean;
	targetedResources: Resource[];
	resourceTypeIds: string[];
	storageEngine: string;
}

export interface TaskContext {
	taskId: string;
	signal: AbortSignal;
}

/** What this program can do for ConductorOne; the task loop calls these. A thrown Problem becomes the task's error. */
export interface TaskHandlers {
	/** Gives the path of the sealed file to upload; called at most one at a time. `release` is called after the upload, however it ended. */
	sync(request: SyncRequest, context: TaskContext): Promise<{path: string; annotations?: Any[]; release?: () => void}>;
	/** Absent = provisioning is off: answered "not supported". */
	grant?(
		entitlement: Entitlement,
		principal: Resource,
		context: TaskContext,
	): Promise<{grants: Grant[]; annotations: Any[]}>;
	revoke?(grant: Grant, context: TaskContext): Promise<{annotations: Any[]}>;
}

/** The calls of the connector service that are tried again, named as the protocol does. */
export type TaskCall = 'hello' | 'get-task' | 'upload' | 'finish';

export type TaskEvent =
	| {type: 'connecting'; host: string}
	| {type: 'hello'}
	| {type: 'waiting'; nextPollMs: number; reason: 'no-task' | 'back-off'}
	| {type: 'task'; taskId: string; kind: string}
	| {type: 'upload'; taskId: string; sentBytes: number; totalBytes: number; attempt: number}
	| {
			type: 'finished';
			taskId: string;
			kind: string;
			/** Done, and ConductorOne has taken the answer. */
			ok: boolean;
			/** ConductorOne has the answer, or has refused it; false when it never said anything. */
			told: boolean;
			/** The work was done, but ConductorOne does not take the answer. */
			refused?: true;
			message: string;
			code?: ProblemCode;
	  }
	/** Said only when another try follows. `problem`: what it failed with, in one line, with what ConductorOne said. */
	| {type: 'retry'; what: TaskCall; problem: string; waitMs: number};

export interface TaskLoopOptions {
	credential: ConnectorCredential;
	metadata: ConnectorMetadata;
	hostId: string;
	version: string;
	handlers: TaskHandlers;
	onEvent: (event: TaskEvent) => void;
	signal: AbortSignal;
	/** `push`: stop after the first successful sync task that carried grants (or after `idleMs` without a task). */
	until?: {syncs: number; idleMs: number};
	/**
	 * File that remembers answered tasks (created 0600), so that none is worked on or answered twice through a restart.
	 * One file per running instance. Absent = remembered in memory only.
	 */
	journal?: string | undefined;
}
