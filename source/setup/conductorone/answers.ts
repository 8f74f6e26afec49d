import type {ManagedStateBinding} from '../../conductorone/rest/objects.ts';
import type {Packaging} from '../../deploy/kubernetes.ts';
import type {Hosting} from '../../deploy/ways.ts';

/** Where the data goes in ConductorOne. */
export type AppChoice =
	| {kind: 'new'; name: string}
	| {kind: 'existing'; id: string; name: string}
	/** Seen in a directory and not managed yet: is promoted. */
	| {kind: 'seen'; binding: ManagedStateBinding; name: string};

export interface Owner {
	id: string;
	/** As a person knows them: name and e-mail address. */
	label: string;
	email?: string | undefined;
}

/** Where in Kubernetes, which image, and which form of files; named as the flags are. What is absent is as usual. */
export interface ClusterPlace {
	context?: string | undefined;
	namespace?: string | undefined;
	image?: string | undefined;
	packaging?: Packaging | undefined;
	/** A ClusterSecretStore, see `DeployAnswers.externalSecretStore`. */
	externalSecrets?: string | undefined;
}

/** The flags of kubectl for a place; what is absent is left to kubectl. */
export function placeFlags({context, namespace}: ClusterPlace): string[] {
	return [
		...(context === undefined ? [] : ['--context', context]),
		...(namespace === undefined ? [] : ['--namespace', namespace]),
	];
}

/** Every answer the guided set-up needs; no secret among them. */
export interface ConnectAnswers {
	app: AppChoice;
	/** Empty = whoever is signed in. */
	owners: readonly Owner[];
	hosting: Hosting;
	/** Hosted only: the owners get the connector without its key and fill it in themselves. */
	isDelegated: boolean;
	/** What becomes of a Litmos connector that the app has already. */
	existing: 'reuse' | 'new';
	connectorName: string;
	/** Kubernetes only: apply the files with kubectl. */
	isApplied: boolean;
	/** Where files go, absolute; for the ways that have files. */
	folder: string | null;
	/** Kubernetes, chosen on the screens: which cluster, where in it, and which image. */
	place?: ClusterPlace | undefined;
}

/** What the set-up in ConductorOne answers for somebody who does not say. */
export const usualAnswers = {connectorName: 'Litmos'} as const;

/** Who runs the connector: ConductorOne with a config, ConductorOne once an owner has filled it in, or somebody else. */
export function connectorKind({hosting, isDelegated}: ConnectAnswers): 'hosted' | 'delegated' | 'self-hosted' {
	if (hosting !== 'hosted') return 'self-hosted';
	return isDelegated ? 'delegated' : 'hosted';
}
