import type {ConnectorState} from '../conductorone/rest/connector-state.ts';
import type {CertificateFacts} from '../http/certificate.ts';
import type {LitmosClient} from '../litmos/client.ts';
import type {AllowanceInUse} from '../litmos/shared-allowance.ts';
import type {Problem} from '../problem/problem.ts';
import type {RunWay} from '../settings/run-files.ts';
import type {RunsOfWay} from '../settings/run-record.ts';
import type {LockLook} from '../sync/lock.ts';

/** What the probes look at; every function may be replaced, so that each finding can be shown without the fault. */
export interface DoctorServices {
	computer: ComputerServices;
	network: NetworkServices;
	litmos: LitmosServices;
	conductorOne: ConductorOneServices;
	kubernetes: KubernetesServices;
}

export interface FolderLook {
	path: string;
	exists: boolean;
	/** Why it cannot be used: `disk/*`. */
	problem?: Problem | undefined;
	/** What is odd about it, one sentence. */
	notice?: string | undefined;
}

export interface ComputerServices {
	/** Without the `v`. */
	node: string;
	terminal(): {isTerminal: boolean; columns: number; rows: number; term: string | undefined; hasColors: boolean};
	stateFolder(): FolderLook;
	locks(): LockLook[];
	/** Bytes on the disk of the state folder; Infinity where the system does not tell. */
	freeSpace(): number;
	keychain: KeychainServices;
	/** How the last runs on this computer ended. */
	runs(): Partial<Record<RunWay, RunsOfWay>>;
	now(): number;
}

export interface KeychainServices {
	/** Where secrets are to go. */
	use: 'keychain' | 'file' | 'none';
	/** A secret was saved in it, so this program cannot do without. */
	isNeeded: boolean;
	open(): Promise<{where: string; problem?: Problem | undefined}>;
}

/** The way to one host. */
export interface NetworkServices {
	/** Addresses of a host; rejects with a system error code. */
	lookup(host: string): Promise<readonly string[]>;
	/** Throws `network/proxy` for a setting that is no address. */
	proxy(url: string): {address: string; variable: string} | null;
	/** Any answer counts; nothing of the person's is sent. `date`: its Date header. */
	answer(url: string, signal: AbortSignal): Promise<{status: number; date: string | null}>;
	/** Null where the address is not https. */
	certificate(url: string, signal: AbortSignal): Promise<CertificateFacts | null>;
	/** Unix ms. */
	now(): number;
}

export interface LitmosServices {
	baseUrl: string;
	/** Undefined = not set up. */
	source: string | undefined;
	/** The key, from flag, variable or keychain; null when none was given. Throws `keychain/*`. */
	key(): Promise<string | null>;
	client(key: string, change?: {baseUrl?: string; pageSize?: number}): LitmosClient;
	/** Name of the region; undefined for another address. */
	regionName: string | undefined;
	/** Addresses by region name where a key that is refused here may be good. */
	otherRegions: readonly {name: string; flag: string; baseUrl: string}[];
	/** What is counted on this computer; null when nothing is. */
	allowance(key: string): AllowanceInUse | null;
	requestsPerMinute: number;
	/** Unix ms. */
	now(): number;
}

export interface ConductorOneServices {
	/** Base address; undefined = no tenant is known. */
	url: string | undefined;
	/** Whoever is signed in; null = nobody. Throws `c1/*`, `keychain/*`, `network/*`. */
	signIn(signal: AbortSignal): Promise<{host: string; roles: readonly string[]; expiresAt?: string | undefined} | null>;
	/** When the saved key ends (ISO 8601), without asking anybody. */
	expiresAt(): string | undefined;
	/** Signs in as the connector, without taking a task; null = no credential here. */
	checkCredential(signal: AbortSignal): Promise<{host: string} | null>;
	/** The connector that was set up last from here; null = none. */
	connector(signal: AbortSignal): Promise<ConnectorLook | null>;
	now(): number;
}

export interface ConnectorLook {
	state: ConnectorState;
	/** Its credential; null when it is not known here, undefined when ConductorOne does not have it any more. */
	credential: {createdAt: string | null; expiresAt: string | null; lastUsedAt: string | null} | null | undefined;
}

export interface ClusterPlace {
	context: string | undefined;
	namespace: string | undefined;
	/** Name of the deployment and label of its pods. */
	name: string;
}

export interface PodLook {
	name: string;
	phase: string;
	image: string;
	isReady: boolean;
	restarts: number;
	/** Why its container waits, as Kubernetes names it (`ImagePullBackOff`); null when it does not. */
	waiting: string | null;
}

export interface KubernetesServices {
	/** Where the set-up put the connector; null = not in Kubernetes. */
	place(): ClusterPlace | null;
	hasKubectl(): Promise<boolean>;
	contexts(): Promise<readonly {context: string; isCurrent: boolean}[]>;
	/** Throws a Problem with kubectl's words. */
	pods(place: ClusterPlace, signal: AbortSignal): Promise<readonly PodLook[]>;
}
