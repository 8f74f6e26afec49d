import type {Forgettable} from '../../setup/forget.ts';
import {waitWords} from '../../setup/services/messages.ts';
import {agree} from '../agree.ts';
import type {Command, CommandContext} from '../command.ts';

/** What the command `forget` says. */
const forgetWords = {
	summary: 'Remove everything this program saved on this computer.',
	description:
		'Removes this program’s secrets from your keychain and its secret file, its answers, syncs and log in the state folder, its cache, the schedule of its pushes, and the Node it downloaded. Lists everything and asks first. What it created in ConductorOne stays.',
	options: {dryRun: 'List what would be removed, and change nothing.'},
	examples: {look: 'See what would be removed', all: 'Remove everything without asking'},
	nothing: 'Nothing to remove.',
	removes: 'Removes:',
	removed: 'Removed:',
	wouldRemove: 'Would remove:',
	leaves: 'Leaves:',
	keychain: (name: string) => `${name} (keychain)`,
	secretFile: (name: string) => `${name} (secret file)`,
	files: (count: number, folder: string) => `${count === 1 ? '1 file' : `${count} files`} in ${folder}`,
	schedule: (path: string) => `${path} (schedule)`,
	node: (folder: string) => `Node in ${folder}`,
	other: (path: string) => `${path}, which this program didn’t create`,
	noKeychain: (why: string) => `secrets in a keychain, if you saved any: no keychain is available here. ${why}`,
	personalKey: (host: string) =>
		`your personal API key in ${host}, which stays valid. To revoke it, run “litmos-connector logout” first`,
	keychainLeftOut: 'secrets in your keychain, because of --secret-store',
	madeThere: 'apps and connectors in ConductorOne. To delete them, run “litmos-connector connect --undo” first',
	elsewhere: 'sync files, logs and deployment files in other folders',
	question: 'Remove it?',
	nobodyAgrees: {
		what: 'This removes what is listed above and needs your confirmation',
		next: ['Add --yes to remove it, or --dry-run to only list it.'],
	},
	notAgreed: {what: 'Nothing was removed'},
	stopped: 'Some of it may be removed already. Run the same command again to remove the rest.',
} as const;

export const forget: Command = {
	name: 'forget',
	summary: forgetWords.summary,
	description: forgetWords.description,
	settings: ['yes'],
	ownOptions: [{flags: '--dry-run', help: forgetWords.options.dryRun}],
	examples: [
		{words: forgetWords.examples.look, line: 'litmos-connector forget --dry-run'},
		{words: forgetWords.examples.all, line: 'litmos-connector forget --yes'},
	],
	async run(context, own) {
		const {progress, interruption} = context;
		const {known, left} = await whatIsKnown(context);
		const found = await find(context, known);
		const removes = removalsIn(found, context.stateFolder);
		const leaves = [...found.others.map(forgetWords.other), ...left];
		const isKept = context.saved?.read().secretProvider !== undefined;
		if (isKept && context.values.secretStore !== 'keychain') leaves.push(forgetWords.keychainLeftOut);
		if (found.problem !== undefined) leaves.push(forgetWords.noKeychain(found.problem.why ?? found.problem.what));
		const data = {...found, problem: undefined, stateFolder: context.stateFolder, leaves};
		const lists = (title: string) =>
			[
				...(removes.length === 0 ? [forgetWords.nothing] : [title, ...removes.map(item)]),
				forgetWords.leaves,
				...leaves.map(item),
				'',
			].join('\n');
		if (own.dryRun === true || removes.length === 0) {
			context.print({...data, done: false}, () => lists(forgetWords.wouldRemove));
			return 0;
		}
		if (!context.values.yes) progress.say(lists(forgetWords.removes).trimEnd(), {event: 'forget', ...data});
		await agree(context, forgetWords);
		interruption.words = forgetWords.stopped;
		await found.remove();
		context.print({...data, done: true}, () => lists(forgetWords.removed));
		return 0;
	},
};

function item(text: string): string {
	return `  ${text}`;
}

function removalsIn({keychain, secretFile, files, cache, schedule, nodes}: Forgettable, stateFolder: string): string[] {
	return [
		...keychain.map(forgetWords.keychain),
		...secretFile.map(forgetWords.secretFile),
		...(files.length === 0 ? [] : [forgetWords.files(files.length, stateFolder)]),
		...cache,
		...schedule.map(forgetWords.schedule),
		...nodes.map(forgetWords.node),
	];
}

async function find(context: CommandContext, known: readonly string[]): Promise<Forgettable> {
	const {values, sandbox, stateFolder, progress, signal, saved} = context;
	const [{findForgettable}, {cacheFolder}, {scheduleOf}] = await Promise.all([
		import('../../setup/forget.ts'),
		import('../../settings/cache-folder.ts'),
		import('../../setup/schedule/scheduler.ts'),
	]);
	// Demo data never meets a keychain, and the Node is not the demo's.
	const isDemo = sandbox !== undefined;
	const keychain = isDemo || values.secretStore !== 'keychain' ? undefined : {limit: keychainLimit, signal};
	const found = await progress.waiting(
		{what: 'keychain', text: waitWords.keychain},
		findForgettable({
			stateFolder,
			keychain,
			known,
			schedule: isDemo ? undefined : await scheduleOf(stateFolder),
			cacheFolder: isDemo ? undefined : cacheFolder(),
		}),
	);
	// Secrets were saved in a keychain, and it is out of reach: forgetting the rest would leave them for good.
	if (found.problem !== undefined && saved?.read().secretProvider !== undefined) throw found.problem;
	return found;
}

/** Milliseconds for each answer of the keychain. */
const keychainLimit = 12_000;

/** The names of secrets that the answers tell, and what stays elsewhere. */
async function whatIsKnown({values, stateFolder}: CommandContext): Promise<{known: string[]; left: string[]}> {
	const [{secretName}, {openConnectStore}, {keychainName}, {existsSync}, {join}] = await Promise.all([
		import('../../settings/secret-names.ts'),
		import('../../setup/conductorone/store.ts'),
		import('../../setup/conductorone/stray-keys.ts'),
		import('node:fs'),
		import('node:path'),
	]);
	const names = [secretName('apiKey', values), secretName('clientSecret', values)];
	const left: string[] = [];
	// Opening it would make it.
	const store = existsSync(join(stateFolder, 'conductorone.json'))
		? await openConnectStore(stateFolder).catch(() => undefined)
		: undefined;
	const account = store?.account();
	if (account !== undefined) {
		names.push(keychainName(account.clientId));
		left.push(forgetWords.personalKey(account.host));
	}
	for (const key of store?.strayKeys() ?? []) if ('clientId' in key) names.push(keychainName(key.clientId));
	for (const {credential} of store?.setUps() ?? []) {
		if (credential !== undefined) names.push(secretName('clientSecret', {...values, clientId: credential.clientId}));
	}
	if ((store?.setUps() ?? []).some(({app, connector}) => app !== undefined || connector !== undefined)) {
		left.push(forgetWords.madeThere);
	}
	return {known: names.filter((name) => name !== undefined), left: [...left, forgetWords.elsewhere]};
}
