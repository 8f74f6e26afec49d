import {defaultProfile} from '../../settings/profile-name.ts';
import {agree} from '../agree.ts';
import type {Command} from '../command.ts';
import type {ForgettableProfile} from '../forget-profiles.ts';

/** What the command `forget` says. */
const forgetMessages = {
	keychain: (name: string, profile: string) => `${name} (keychain${ofProfile(profile)})`,
	secretFile: (name: string, profile: string) => `${name} (secret file${ofProfile(profile)})`,
	profiles: (names: readonly string[]) =>
		names.length === 1 ? `profile ${names[0]}` : `${names.length} profiles: ${names.join(', ')}`,
	otherProfiles: (names: readonly string[]) =>
		names.length === 1 ? `profile ${names[0]}` : `profiles: ${names.join(', ')}`,
	files: (count: number, folder: string) => `${count === 1 ? '1 file' : `${count} files`} in ${folder}`,
	schedule: (path: string) => `${path} (schedule)`,
	node: (folder: string) => `Node in ${folder}`,
	other: (path: string) => `${path}, which this program didn’t create`,
	question: 'Remove it?',
	nobodyAgrees: {
		what: 'This removes what is listed above and needs your confirmation',
		next: ['Add --yes to remove it, or --dry-run to only list it.'],
	},
	notAgreed: {what: 'Nothing was removed'},
} as const;

function ofProfile(profile: string): string {
	return profile === defaultProfile ? '' : `, profile ${profile}`;
}

export const forget: Command = {
	name: 'forget',
	summary: 'Remove everything this program saved on this computer.',
	description:
		'Removes this program’s secrets from your keychain and its secret file, its answers, syncs and log in the state folder, its cache, the schedule of its pushes, and the Node it downloaded. Lists everything and asks first. With --profile it removes that profile; without, all of them. What it created in ConductorOne stays.',
	needsProfile: true,
	settings: ['yes'],
	ownOptions: {'--dry-run': 'List what would be removed, and change nothing.'},
	examples: {
		'litmos-connector forget --dry-run': 'See what would be removed',
		'litmos-connector forget --yes': 'Remove everything without asking',
		'litmos-connector forget --profile emea': 'Remove one profile and keep the others',
	},
	async run(context, own) {
		const {progress, interruption, values, resolved, rootFolder} = context;
		const {findForgettableProfiles} = await import('../forget-profiles.ts');
		const isOne = resolved.origins.profile !== 'default';
		const {found, rest} = await findForgettableProfiles(context, isOne ? [values.profile] : null);
		const removes = removalsIn(found);
		const leaves = [
			...found.flatMap(({others}) => others.map(forgetMessages.other)),
			...new Set(found.flatMap(({left}) => left)),
			...(rest.length === 0 ? [] : [forgetMessages.otherProfiles(rest)]),
			...(isOne ? ['the Node it downloaded and the request counts, which all profiles share'] : []),
			'sync files, logs and deployment files in other folders',
		];
		const isKept = found.some(({usesKeychain}) => usesKeychain);
		if (isKept && values.secretStore !== 'keychain') leaves.push('secrets in your keychain, because of --secret-store');
		const problem = found.find((one) => one.problem !== undefined)?.problem;
		if (problem !== undefined)
			leaves.push(
				`secrets in a keychain, if you saved any: no keychain is available here. ${problem.why ?? problem.what}`,
			);
		const data = {
			profiles: found.map(({profile}) => profile),
			...merged(found),
			stateFolder: context.stateFolder,
			leaves,
		};
		const lists = (title: string) =>
			[
				...(removes.length === 0 ? ['Nothing to remove.'] : [title, ...removes.map(item)]),
				'Leaves:',
				...leaves.map(item),
				'',
			].join('\n');
		if (own.dryRun === true || removes.length === 0) {
			context.print({...data, done: false}, () => lists('Would remove:'));
			return 0;
		}
		if (!values.yes) progress.say(lists('Removes:').trimEnd(), {event: 'forget', ...data});
		await agree(context, forgetMessages);
		interruption.text = 'Some of it may be removed already. Run the same command again to remove the rest.';
		// Loaded before anything goes: of a self-contained executable the program itself is removed.
		const {removeProfilesFolder} = await import('../../setup/forget.ts');
		// Nothing is removed of one profile while another is at work.
		for (const one of found) one.assertIdle();
		for (const one of found) await one.remove();
		await removeProfilesFolder(rootFolder);
		context.print({...data, done: true}, () => lists('Removed:'));
		return 0;
	},
};

function item(text: string): string {
	return `  ${text}`;
}

/** One list of each kind, for a script. */
function merged(found: readonly ForgettableProfile[]) {
	const kinds = ['keychain', 'secretFile', 'files', 'cache', 'schedule', 'nodes', 'others'] as const;
	return Object.fromEntries(kinds.map((kind) => [kind, found.flatMap((one) => one[kind])]));
}

function removalsIn(found: readonly ForgettableProfile[]): string[] {
	const lines = found.flatMap(({profile, folder, keychain, secretFile, files, cache, schedule, nodes}) => [
		...keychain.map((name) => forgetMessages.keychain(name, profile)),
		...secretFile.map((name) => forgetMessages.secretFile(name, profile)),
		...(files.length === 0 ? [] : [forgetMessages.files(files.length, folder)]),
		...cache,
		...schedule.map(forgetMessages.schedule),
		...nodes.map(forgetMessages.node),
	]);
	const names = found.map(({profile}) => profile);
	const isPlain = names.length === 1 && names[0] === defaultProfile;
	return isPlain || lines.length === 0 ? lines : [forgetMessages.profiles(names), ...lines];
}
