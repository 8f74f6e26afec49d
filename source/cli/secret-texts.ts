import {type SettingId, settingIds, settingOf} from '../settings/settings.ts';
import {bare, unlabeledKey, withoutInvisible} from '../text/bare.ts';
import {jsonObject} from '../text/json.ts';

/** Shorter ones would blank ordinary words. */
const shortest = 6;

/** Every text that gives a secret away: as it is, as it stands in a web address or JSON, and the key inside a client secret. */
export function formsOf(secrets: Iterable<string | undefined>): string[] {
	const forms = new Set<string>();
	for (const secret of secrets) {
		if (secret === undefined || secret.length < shortest) continue;
		const keyPart = secret.split(':')[3];
		// The private half of the key in a client secret (baton protocol sheet, section 1.1).
		const key = jsonObject(Buffer.from(keyPart ?? '', 'base64url').toString('utf8'))?.d;
		for (const text of [secret, keyPart, key]) {
			if (typeof text !== 'string' || text.length < shortest) continue;
			for (const form of [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)]) forms.add(form);
		}
	}
	// The longest first, so that no part of one stays behind.
	return [...forms].sort((a, b) => b.length - a.length);
}

/** The text with every secret blanked. */
export function withoutSecrets(text: string, forms: Iterable<string>): string {
	let clean = text;
	for (const form of forms) clean = clean.replaceAll(form, '[secret]');
	return clean;
}

/** Secrets as the command line and the variables give them, before anything is parsed. */
export function givenSecrets(argv: readonly string[], env: NodeJS.ProcessEnv): string[] {
	const secretIds = settingIds.filter((id: SettingId) => settingOf(id).secret);
	return secretIds.flatMap((id) => {
		const {flag, environment} = settingOf(id);
		const flags = argv.flatMap((argument, index) => {
			if (argument === flag) return [argv[index + 1]];
			return argument.startsWith(`${flag}=`) ? [argument.slice(flag.length + 1)] : [];
		});
		const given = [...flags, ...environment.map((name) => env[name])].filter((text) => text !== undefined);
		// As given, and as it is used.
		return given.flatMap((text) => [text, bare(withoutInvisible(text)), unlabeledKey(text)]);
	});
}
