import type {ProofRow} from '../conductorone/rest/proof.ts';
import type {PlanStep} from '../setup/conductorone/plan.ts';

/** The steps of a set-up, told as they go by. */
export const stepWords = {
	names: {
		app: 'The app',
		connector: 'The connector',
		owners: 'Owners of the app',
		credential: 'The connector’s credential',
		files: 'Files',
		apply: 'Kubernetes',
		push: 'First sync',
	} satisfies Record<PlanStep, string>,
	started: (name: string) => `… ${name}`,
	/** @param outcome one of the texts below; undefined = nothing to add */
	done: (name: string, outcome: string | undefined) => `✔ ${name}${outcome === undefined ? '' : `: ${outcome}`}`,
	appCreated: (name: string) => `“${name}”, created`,
	appThere: (name: string) => `“${name}”, which was there`,
	connectorCreated: 'created',
	connectorThere: 'the one that was there',
	ownersNotYet: {pending: 'pending', refused: 'refused'},
	files: (names: readonly string[], folder: string) => `${names.join(', ')} in ${folder}`,
	pushed: (accounts: number, grants: number) => `${accounts} accounts, ${grants} grants`,
} as const;

/** What is told and asked before anything is made. */
export const beforeWords = {
	ownAddress: (url: string) =>
		`ConductorOne’s own connector takes no address of Litmos; whether it reaches ${url} is not documented. If no data arrives, let this program push (--hosting here).`,
	hasConnector: (app: string) => `The app “${app}” has a Litmos connector already; --app "${app}" would use it.`,
	cluster: ({context, server}: {context: string; server: string}, namespace: string) =>
		`Kubernetes: context ${context} (${server}), namespace ${namespace}`,
	toDo: (app: string, isNew: boolean, owners: readonly string[], steps: readonly string[]) =>
		`To do in ${isNew ? 'a new app' : 'the app'} “${app}”, owned by ${owners.length === 0 ? 'you' : owners.join(', ')}: ${steps.join(' · ')}`,
	question: 'Create it now?',
} as const;

/** A dry run: what would be done beside the requests and files that are printed. */
export const dryRunWords = {
	keepSecret: 'Keep the credential in the keychain.',
	apply: 'Apply the files with kubectl and watch the pod.',
	push: 'Read Litmos and push the first sync.',
	file: (path: string) => `File ${path}`,
	unchanged: 'Nothing was changed.',
} as const;

/** What was made, and what comes next. */
export const connectionWords = {
	stoppedWaiting: 'Everything is set up; only the wait for the data was cut off. “status” looks at any time.',
	says: (state: string) => `ConductorOne says: ${state}`,
	facts: {app: 'App', connector: 'Connector', state: 'State', files: 'Files', page: 'Page'},
	next: (folder: string) => `Next, in ${folder}:`,
	delegated:
		'ConductorOne tells the owner by e-mail to fill in the Litmos API key; until then it says “Not connected”.',
	pushAgain: 'To push again, for instance every night: litmos-connector push',
} as const;

/** Taking back what a set-up made. */
export const undoWords = {
	stopped: 'Some of it may be deleted already. The same command deletes the rest.',
	nothing: 'There is nothing to delete.',
	deletes: (host: string) => `This deletes what the set-up in ${host} made:`,
	wouldDelete: 'Would delete:',
	deleted: 'Deleted:',
	leaves: 'Leaves:',
	question: 'Delete it?',
	nobodyAgrees: {
		what: 'This would delete what is listed above, and nobody is here to agree',
		next: ['Add --yes to delete it, or --dry-run to only list it.'],
	},
	notAgreed: {what: 'Nothing was deleted'},
} as const;

/** How a connector is doing, and what has arrived of what was sent. */
export const connectorWords = {
	/** @param word and detail as ConductorOne says them; detail may be empty */
	state: (word: string, detail: string, completedAt: string | null, isDrop: boolean) =>
		[
			word,
			detail === '' ? '' : `: ${detail}`,
			completedAt === null ? '' : `, last sync ended ${completedAt}`,
			isDrop ? ' (much less data came than before; look at it, then resume)' : '',
		].join(''),
	columns: {what: 'In ConductorOne', sent: 'Sent', arrived: 'Arrived', missing: 'Missing'},
	what: {
		accounts: 'accounts',
		entitlements: 'entitlements',
		grants: 'grants',
	} satisfies Record<ProofRow['what'], string>,
	unknown: '–',
	/** How it is known what was sent. */
	pushed: (at: string) => `pushed at ${at}`,
	read: 'as this program read it in Litmos',
} as const;
