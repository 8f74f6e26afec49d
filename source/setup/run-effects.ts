import type {ConnectorCredential} from '../conductorone/tasks/task.ts';
import {isLoopback} from '../http/proxy.ts';
import {cancelled, Problem} from '../problem/problem.ts';
import {type SecretStore, secretService} from '../secrets/secret-store.ts';
import {secretName} from '../settings/secret-names.ts';
import type {SyncEvent} from '../sync/events.ts';
import type {ResultAction} from './actions.ts';
import {selectionOf} from './courses.ts';
import type {Effect} from './effects.ts';
import {setupProblemWords} from './messages.ts';
import {litmosAddress} from './questions.ts';
import type {SetupServices, Tenant} from './services.ts';
import type {SecretId, SetupState} from './state.ts';

/** The secrets of this run, outside of the state, so that no snapshot and no log of it can hold one. */
export type Vault = Map<SecretId, string>;

export interface EffectRunner {
	run(effect: Effect): void;
	/** Ends all work under way; resolves when everything has stopped. */
	close(): Promise<void>;
}

/**
 * Carries out effects with the given services and reports what comes back as actions. Never throws: what goes wrong becomes
 * an action with a Problem.
 */
export function createEffectRunner(
	services: SetupServices,
	vault: Vault,
	getState: () => SetupState,
	dispatch: (action: ResultAction) => void,
): EffectRunner {
	const underWay = new Map<number, {cancel: () => void; ended: Promise<unknown>}>();
	const places = new Map<string, Promise<SecretStore>>();

	function openSecrets(kind: SecretId): Promise<SecretStore> {
		const allowFile = getState().allowSecretFile;
		const key = `${kind} ${allowFile}`;
		const place = places.get(key) ?? services.openSecrets(allowFile, kind);
		places.set(key, place);
		return place;
	}

	/** Starts work that can be cancelled; its failure is reported unless it was cancelled on purpose. */
	function start(
		run: number,
		failed: (problem: Problem) => ResultAction,
		work: (signal: AbortSignal) => Promise<ResultAction>,
	): void {
		const controller = new AbortController();
		const ended = (async () => {
			try {
				dispatch(await work(controller.signal));
			} catch (error) {
				if (!controller.signal.aborted) dispatch(failed(Problem.from(error)));
			} finally {
				underWay.delete(run);
			}
		})();
		underWay.set(run, {cancel: () => controller.abort(cancelled()), ended});
	}

	const handlers: {[Type in Effect['type']]: (effect: Extract<Effect, {type: Type}>) => void} = {
		cancel: ({run}) => underWay.get(run)?.cancel(),
		'start-demo': ({run}) =>
			start(
				run,
				(problem) => ({type: 'demo/failed', run, problem}),
				async () => {
					const {apiKey, clientSecret, ...answers} = await services.startDemo();
					vault.set('apiKey', apiKey).set('clientSecret', clientSecret);
					return {type: 'demo/started', run, answers};
				},
			),
		'load-secrets': () => void loadSecrets(),
		'keep-secret': ({id}) => void keepSecret(id),
		'check-litmos': ({run}) =>
			start(
				run,
				(problem) => ({type: 'litmos/failed', run, problem}),
				async (signal) => {
					await services.checkLitmos(tenantOf(getState(), vault), signal);
					return {type: 'litmos/checked', run};
				},
			),
		'list-courses': ({run}) =>
			start(
				run,
				(problem) => ({type: 'courses/failed', run, problem}),
				async (signal) => {
					const onPage = (rows: Parameters<Parameters<SetupServices['listCourses']>[1]>[0]) =>
						dispatch({type: 'courses/page', run, rows});
					const state = getState();
					await services.listCourses(tenantOf(state, vault), onPage, signal, state.answers.reading);
					return {type: 'courses/listed', run};
				},
			),
		'start-sync': ({run}) => startSync(run),
		'check-credential': ({run}) =>
			start(
				run,
				(problem) => ({type: 'credential/failed', run, problem}),
				async (signal) => {
					const {host} = await services.checkCredential(credentialOf(getState(), vault), signal);
					return {type: 'credential/checked', run, host};
				},
			),
		push: ({run}) =>
			start(
				run,
				(problem) => ({type: 'push/failed', run, problem}),
				async (signal) => ({type: 'push/finished', run, result: await push(run, signal)}),
			),
		'forget-answers': () => {
			services
				.forgetAnswers()
				.catch((error: unknown) => dispatch({type: 'saved/failed', problem: Problem.from(error)}));
		},
		save: () => {
			const {step, answers} = getState();
			const {courses: _, ...others} = answers;
			services
				.save({step, answers: others, courses: selectionOf(getState())})
				.catch((error: unknown) => dispatch({type: 'saved/failed', problem: Problem.from(error)}));
		},
	};

	function startSync(run: number): void {
		start(
			run,
			(problem) => ({type: 'sync/failed', run, problem}),
			async (signal) => {
				const selection = selectionOf(getState());
				const courses = selection.mode === 'all' ? null : [...selection.ids];
				const onEvent = (event: SyncEvent) => {
					// The report comes from `done`, which also knows of failures after the last event.
					if (event.type !== 'finished') dispatch({type: 'sync/event', run, event});
				};
				const {answers, sync} = getState();
				const tenant = tenantOf(getState(), vault);
				const handle = services.startSync(tenant, courses, onEvent, answers.reading, sync.again);
				signal.addEventListener('abort', () => handle.cancel(), {once: true});
				return {type: 'sync/event', run, event: {type: 'finished', report: await handle.done}};
			},
		);
	}

	async function push(run: number, signal: AbortSignal) {
		const state = getState();
		if (state.sync.work.status !== 'done') {
			throw new Problem({code: 'sync/incomplete', ...setupProblemWords.nothingToPush});
		}
		return services.push({
			workingFile: state.sync.work.value.workingFile,
			report: state.sync.work.value,
			reading: state.answers.reading,
			credential: credentialOf(state, vault),
			confirmedDrop: state.push.confirmedDrop,
			signal,
			onSealing: (progress) => dispatch({type: 'push/sealing', run, progress}),
			onEvent: (event) => dispatch({type: 'push/event', run, event}),
		});
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
			dispatch({type: 'secret/not-kept', problem: Problem.from(error)});
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
			dispatch({type: 'secret/not-kept', problem: Problem.from(error)});
		}
	}

	return {
		run: (effect) => (handlers[effect.type] as (effect: Effect) => void)(effect),
		async close() {
			const ending = [...underWay.values()];
			for (const {cancel} of ending) cancel();
			await Promise.all(ending.map(({ended}) => ended));
		},
	};
}

function tenantOf(state: SetupState, vault: Vault): Tenant {
	return {baseUrl: litmosAddress(state), source: state.answers.source.trim(), apiKey: vault.get('apiKey') ?? ''};
}

function credentialOf({answers, demo}: SetupState, vault: Vault): ConnectorCredential {
	const apiHost = answers.c1ApiHost.trim();
	return {
		clientId: answers.clientId.trim(),
		clientSecret: vault.get('clientSecret') ?? '',
		...(apiHost === '' ? {} : {apiHost}),
		// The sandbox speaks plainly, and only to this machine.
		...(demo.status === 'done' && isLoopback(apiHost.replace(/:\d+$/, '')) ? {insecure: true} : {}),
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
