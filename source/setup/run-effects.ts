import {Problem} from '../problem/problem.ts';
import {type SecretStore, secretService} from '../secrets/secret-store.ts';
import {secretName} from '../settings/secret-names.ts';
import type {ResultAction} from './actions.ts';
import {selectionOf} from './courses.ts';
import type {Effect} from './effects.ts';
import {litmosAddress} from './questions.ts';
import type {SetupServices} from './services/services.ts';
import type {SecretId, SetupState} from './state.ts';
import type {Vault} from './vault.ts';

export interface EffectRunner {
	/** Begins an effect. */
	carryOut(effect: Effect): void;
	/** Resolves once all that was begun has ended. */
	settled(): Promise<void>;
}

/** Carries out effects with the given services. Never throws: what goes wrong becomes an action with a Problem. */
export function createEffectRunner(
	services: SetupServices,
	vault: Vault,
	getState: () => SetupState,
	dispatch: (action: ResultAction) => void,
): EffectRunner {
	const places = new Map<string, Promise<SecretStore>>();

	function openSecrets(kind: SecretId): Promise<SecretStore> {
		const allowFile = getState().allowSecretFile;
		const key = `${kind} ${allowFile}`;
		const place = places.get(key) ?? services.openSecrets(allowFile, kind);
		places.set(key, place);
		return place;
	}

	async function save(): Promise<void> {
		const {step, answers} = getState();
		const {courses: _, ...others} = answers;
		await services.save({step, answers: others, courses: selectionOf(getState())});
	}

	async function loadSecrets(): Promise<void> {
		const found: Partial<Record<SecretId, {characters: number; from: 'keychain'}>> = {};
		try {
			const wanted = (['apiKey', 'clientSecret'] as const).filter((id) => !vault.has(id) && nameOf(getState(), id));
			for (const id of wanted) {
				const store = await openSecrets(id);
				const secret = await store.getPassword(secretService, nameOf(getState(), id) ?? '');
				if (typeof secret !== 'string') continue;
				vault.set(id, secret);
				found[id] = {characters: secret.length, from: 'keychain'};
			}
		} catch (error) {
			notSaved(error);
		}
		dispatch({type: 'secrets/loaded', found});
	}

	async function keepSecret(id: SecretId): Promise<void> {
		const state = getState();
		const [secret, name] = [vault.get(id), nameOf(state, id)];
		// What a flag or a variable gave stays where it is; the person did not ask to have it copied.
		if (secret === undefined || name === undefined || state.secrets[id]?.from !== 'entered') return;
		try {
			const store = await openSecrets(id);
			await store.setPassword(secretService, name, secret);
			const {provider, where, problem = null} = store;
			dispatch({type: 'secret/kept', provider, where, problem});
		} catch (error) {
			notSaved(error);
		}
	}

	const underWay = new Set<Promise<void>>();
	const notSaved = (error: unknown) => dispatch({type: 'saved/failed', problem: Problem.from(error)});

	function begin(effect: Effect): Promise<void> {
		switch (effect.type) {
			case 'load-secrets':
				return loadSecrets();
			case 'keep-secret':
				return keepSecret(effect.id);
			case 'save':
				return save().catch(notSaved);
			case 'forget-answers':
				return services.forgetAnswers().catch(notSaved);
		}
	}

	return {
		carryOut(effect) {
			const work = begin(effect).finally(() => underWay.delete(work));
			underWay.add(work);
		},
		async settled() {
			await Promise.all(underWay);
		},
	};
}

/** The secret's name in the keychain; undefined while the answers do not say whose it is. */
function nameOf(state: SetupState, id: SecretId): string | undefined {
	const {region, source, clientId} = state.answers;
	try {
		return secretName(id, {
			region: region === 'other' ? 'us' : region,
			litmosUrl: region === 'other' ? litmosAddress(state) : undefined,
			source: source.trim() === '' ? undefined : source.trim(),
			clientId: clientId.trim() === '' ? undefined : clientId.trim(),
		});
	} catch {
		return undefined;
	}
}
