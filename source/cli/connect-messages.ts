import type {ProofRow} from '../conductorone/rest/proof.ts';
import type {PlanStep} from '../setup/conductorone/plan.ts';
import {connectLeavingMessages} from '../setup/leaving-messages.ts';
import {plural} from '../text/amounts.ts';

/** The steps of a set-up, told as they go by. */
export const stepMessages = {
	names: {
		app: 'App',
		connector: 'Connector',
		owners: 'App owners',
		credential: 'Client ID and secret',
		files: 'Files',
		apply: 'Kubernetes',
		push: 'First sync',
	} satisfies Record<PlanStep, string>,
	started: (name: string) => `… ${name}`,
	/** @param outcome one of the texts below; undefined = nothing to add */
	done: (name: string, outcome: string | undefined) => `✔ ${name}${outcome === undefined ? '' : `: ${outcome}`}`,
	appCreated: (name: string) => `“${name}”, created`,
	appThere: (name: string) => `“${name}” already exists`,
	connectorCreated: 'created',
	connectorThere: 'already exists',
	ownersNotYet: {pending: 'pending', refused: 'refused'},
	files: (names: readonly string[], folder: string) => `${names.join(', ')} in ${folder}`,
	pushed: (accounts: number, grants: number) => `${plural(accounts, 'account')}, ${plural(grants, 'grant')}`,
} as const;

/** What is told and asked before anything is made. */
export const beforeMessages = {
	ownAddress: (url: string) =>
		`ConductorOne’s own connector has no setting for the Litmos address, so it may not reach ${url}. If no data arrives, let this program push (--hosting here).`,
	hasConnector: (app: string) => `The app “${app}” already has a Litmos connector. To use it, use --app "${app}".`,
	cluster: ({context, server}: {context: string; server: string}, namespace: string) =>
		`Kubernetes: context ${context} (${server}), namespace ${namespace}`,
	toDo: (app: string, isNew: boolean, owners: readonly string[], steps: readonly string[]) =>
		`Steps for ${isNew ? 'the new app' : 'the app'} “${app}”, owned by ${owners.length === 0 ? 'you' : owners.join(', ')}: ${steps.join(' · ')}`,
	question: 'Create it now?',
} as const;

/** A dry run: what would be done beside the requests and files that are printed. */
export const dryRunMessages = {
	keepSecret: 'Save the client ID and secret in the keychain.',
	apply: 'Apply the files with kubectl and watch the pod.',
	push: 'Read Litmos and push the first sync.',
	file: (path: string) => `File ${path}`,
	unchanged: 'Nothing was changed.',
} as const;

/** What was made, and what comes next. */
export const connectionMessages = {
	stoppedWaiting:
		'The setup is done. Only the wait for data was interrupted. To check later, run litmos-connector status.',
	says: (state: string) => `ConductorOne says: ${state}`,
	facts: {app: 'App', connector: 'Connector', state: 'State', files: 'Files', page: 'Page'},
	next: (folder: string) => `Next, in ${folder}:`,
	delegated: 'ConductorOne emails the owner to enter the Litmos API key. Until then, the connector is “Not connected”.',
	pushAgain: 'To push again, run litmos-connector push. To push every night, run litmos-connector schedule.',
} as const;

/** Taking back what a set-up made. */
export const undoMessages = {
	stopped: 'Some of it may be deleted already. Run the same command again to delete the rest.',
	nothing: 'There is nothing to delete.',
	deletes: (host: string) => `This deletes what the setup in ${host} created:`,
	wouldDelete: 'Would delete:',
	deleted: 'Deleted:',
	leaves: 'Leaves:',
	question: 'Delete it?',
	nobodyAgrees: {
		what: 'This deletes what is listed above and needs your confirmation',
		next: ['Add --yes to delete it, or --dry-run to only list it.'],
	},
	notAgreed: {what: 'Nothing was deleted'},
} as const;

/** How a connector is doing, and what has arrived of what was sent. */
export const connectorMessages = {
	/** @param word and detail as ConductorOne says them; detail may be empty */
	state: (word: string, detail: string, completedAt: string | null, isDrop: boolean) =>
		[
			word,
			detail === '' ? '' : `: ${detail}`,
			completedAt === null ? '' : `, last sync finished ${completedAt}`,
			isDrop ? ' (much less data than before; check it, then resume)' : '',
		].join(''),
	columns: {what: 'In ConductorOne', sent: 'Sent', arrived: 'Arrived', missing: 'Missing'},
	what: {
		accounts: 'accounts',
		entitlements: 'entitlements',
		grants: 'grants',
	} satisfies Record<ProofRow['what'], string>,
	unknown: '–',
	unlisted: connectLeavingMessages.unlisted,
	/** How it is known what was sent. */
	pushed: (at: string) => `pushed at ${at}`,
	read: 'as read from Litmos',
} as const;
