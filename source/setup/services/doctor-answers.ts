import type {SettingValues} from '../../settings/settings.ts';
import {litmosAddress} from '../questions.ts';
import type {SetupState} from '../state.ts';
import type {Vault} from '../vault.ts';

/** What was answered so far, in place of the settings; what is not answered stays as it was set. */
export function answersOf(state: SetupState, vault: Vault): Partial<SettingValues> {
	const {answers} = state;
	const texts = {
		source: answers.source.trim(),
		clientId: answers.clientId.trim(),
		c1ApiHost: answers.c1ApiHost.trim(),
		apiKey: vault.get('apiKey') ?? '',
		clientSecret: vault.get('clientSecret') ?? '',
	};
	const given = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
	if (answers.region !== 'other') return {...given, region: answers.region, litmosUrl: undefined};
	try {
		return {...given, litmosUrl: litmosAddress(state)};
	} catch {
		// An address that is none yet.
		return given;
	}
}
