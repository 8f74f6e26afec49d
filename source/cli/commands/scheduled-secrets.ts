import {Problem} from '../../problem/problem.ts';
import type {SecretStore} from '../../secrets/secret-store.ts';
import {waitMessages} from '../../setup/services/messages.ts';
import type {CommandContext} from '../command.ts';

/** Where a scheduled push will find its two secrets. */
export interface ScheduledSecrets {
	/** Where they are or will be; `config-file` when both stand there. */
	places: ('keychain' | 'file' | 'config-file')[];
	/** Those that only a variable gave, so that they have to be saved first, by name. */
	toSave: string[];
	save(): Promise<void>;
}

/**
 * Looks where a push without variables finds the API key and the client secret. Throws `input/missing` for one that is
 * nowhere, `input/invalid` for one that may not be saved, and what a keychain throws.
 */
export async function findScheduledSecrets(context: CommandContext): Promise<ScheduledSecrets> {
	const {values, resolved, stateFolder, saved, signal, progress} = context;
	const {createSecretPlaces} = await import('../../setup/services/secret-places.ts');
	const {secretService} = await import('../../secrets/secret-store.ts');
	const {secretName} = await import('../../settings/secret-names.ts');
	const {settingOf} = await import('../../settings/settings.ts');
	const places = createSecretPlaces({
		secretStore: values.secretStore,
		folder: stateFolder,
		profile: values.profile,
		saved,
		signal,
	});
	const waiting = <Result>(work: Promise<Result>) =>
		progress.waiting({what: 'keychain', text: waitMessages.keychain}, work);
	const found: ScheduledSecrets = {places: [], toSave: [], save: async () => {}};
	const saving: (() => Promise<void>)[] = [];
	const nowhere = (label: string) =>
		new Problem({
			code: 'input/invalid',
			what: `A nightly push would not find this secret: ${label}`,
			why: 'The variables of this terminal aren’t set at night, and --secret-store none saves nothing.',
			next: ['Leave out --secret-store none to use your keychain, or use --secret-store file.'],
		});
	for (const id of ['apiKey', 'clientSecret'] as const) {
		const {label, flag, environment} = settingOf(id);
		if (resolved.origins[id] === 'config-file') {
			found.places.push('config-file');
			continue;
		}
		const secret = values[id];
		const name = secretName(id, values);
		if (values.secretStore === 'none' || name === undefined) throw nowhere(label);
		const store: SecretStore = await waiting(places.open(id));
		if (store.provider === 'memory') throw store.problem ?? nowhere(label);
		const kept = await waiting(store.getPassword(secretService, name));
		if (secret === undefined && kept === null) {
			throw new Problem({
				code: 'input/missing',
				what: `Missing: ${label}`,
				why: 'A nightly push finds only what is saved on this computer.',
				next: [`Set ${environment[0] ?? flag} and run the same command again: it saves the value in your keychain.`],
			});
		}
		found.places.push(store.provider === 'file' ? 'file' : 'keychain');
		if (secret === undefined || secret === kept) continue;
		found.toSave.push(label);
		saving.push(() => waiting(store.setPassword(secretService, name, secret)));
	}
	found.save = async () => {
		for (const save of saving) await save();
	};
	return found;
}
