import type {ConnectorState} from '../../conductorone/rest/connector-state.ts';
import type {DeviceCode} from '../../conductorone/rest/device-login.ts';
import type {Deployment} from '../../deploy/answers.ts';
import {cancelled, Problem} from '../../problem/problem.ts';
import type {ConnectAnswers, Owner} from './answers.ts';
import type {GuidedAction, GuidedEffect, GuidedPersonAction} from './guided-actions.ts';
import {reduceGuided} from './guided-reduce.ts';
import {type AppRow, connectAnswersOf, type GuidedState, guidedBeginning, type SignedInAs} from './guided-state.ts';
import type {Cluster} from './kubectl.ts';
import type {ConnectorSecret, PlanEvent} from './plan-services.ts';
import type {Progress} from './progress.ts';
import type {Undone} from './undo.ts';
import type {Proof} from './watch.ts';

export interface MadePlan {
	progress: Progress;
	/** The credential, when this program is to push with it. */
	secret: ConnectorSecret | null;
	deployment: Deployment | null;
	/** Addresses in the tenant. */
	pages: {app?: string; connector?: string};
}

/** Everything the guided part lets others do. All promises reject with a `Problem`. */
export interface GuidedServices {
	/** Who signed in before; null when nobody did or the key does not work any more. */
	findAccount(signal: AbortSignal): Promise<SignedInAs | null>;
	signInByBrowser(
		tenant: string,
		options: {allowFile: boolean; onCode: (code: DeviceCode) => void; signal: AbortSignal},
	): Promise<SignedInAs>;
	signInByKey(text: string, options: {allowFile: boolean; signal: AbortSignal}): Promise<SignedInAs>;
	/** Managed apps and those seen in directories; then which have a Litmos connector. */
	listApps(onRows: (rows: AppRow[]) => void, onConnector: (appId: string) => void, signal: AbortSignal): Promise<void>;
	listPeople(onRows: (rows: Owner[]) => void, signal: AbortSignal): Promise<void>;
	/** Everything but the push. */
	runPlan(answers: ConnectAnswers, onEvent: (event: PlanEvent) => void, signal: AbortSignal): Promise<MadePlan>;
	/** Follows the connector and the data until all has arrived or a few minutes are over. */
	watch(
		answers: ConnectAnswers,
		progress: Progress,
		tell: {onState: (state: ConnectorState) => void; onProof: (proof: Proof) => void},
		signal: AbortSignal,
	): Promise<void>;
	undo(answers: ConnectAnswers): Promise<Undone>;
	/** The folder for files that an answer leads to. */
	folderOf(answers: GuidedState['answers']): string | null;
	/** The clusters that files can be applied to. */
	clusters(): Promise<Cluster[]>;
	/** Hands a credential to the set-up, which pushes with it. */
	useCredential(secret: ConnectorSecret): void;
}

/** The guided part: one state, told to whoever listens, changed by actions only. */
export interface Guided {
	getState(): GuidedState;
	subscribe(listener: () => void): () => void;
	dispatch(action: GuidedPersonAction): void;
	/** Takes a personal API key as pasted, and signs in with it. The key is kept outside of the state. */
	giveKey(text: string): void;
	folder(): string | null;
	clusters(): Promise<Cluster[]>;
	close(): Promise<void>;
}

export function createGuided(services: GuidedServices, tenant = ''): Guided {
	let state = guidedBeginning(tenant);
	let key = '';
	let isClosed = false;
	const listeners = new Set<() => void>();
	const underWay = new Map<number, {cancel: () => void; ended: Promise<void>}>();

	function dispatch(action: GuidedAction): void {
		if (isClosed) return;
		const [next, effects] = reduceGuided(state, action);
		if (next !== state) {
			state = next;
			for (const listener of listeners) listener();
		}
		for (const effect of effects) run(effect);
	}

	/** Work that can be given up; what it throws then is nobody's concern. */
	function start(
		effect: Exclude<GuidedEffect, {type: 'cancel'}>,
		work: (signal: AbortSignal) => Promise<GuidedAction>,
	): void {
		const controller = new AbortController();
		const done = (async () => {
			try {
				dispatch(await work(controller.signal));
			} catch (error) {
				if (!controller.signal.aborted) dispatch(failed(effect, Problem.from(error)));
			} finally {
				underWay.delete(effect.run);
			}
		})();
		underWay.set(effect.run, {cancel: () => controller.abort(cancelled()), ended: done});
	}

	function run(effect: GuidedEffect): void {
		if (effect.type === 'cancel') {
			underWay.get(effect.run)?.cancel();
			return;
		}
		const {run: number} = effect;
		start(effect, async (signal): Promise<GuidedAction> => {
			switch (effect.type) {
				case 'find-account':
					return {type: 'account/found', run: number, account: await services.findAccount(signal)};
				case 'sign-in': {
					const {allowFile} = state;
					const onCode = (code: DeviceCode) => dispatch({type: 'sign-in/code', run: number, code});
					const account =
						effect.way === 'browser'
							? await services.signInByBrowser(state.tenant, {allowFile, onCode, signal})
							: await services.signInByKey(key, {allowFile, signal});
					return {type: 'sign-in/done', run: number, account};
				}
				case 'list-apps':
					await services.listApps(
						(rows) => dispatch({type: 'apps/rows', run: number, rows}),
						(appId) => dispatch({type: 'apps/has-connector', run: number, appId}),
						signal,
					);
					return {type: 'apps/ended', run: number, problem: null};
				case 'list-people':
					await services.listPeople((rows) => dispatch({type: 'people/rows', run: number, rows}), signal);
					return {type: 'people/ended', run: number, problem: null};
				case 'run-plan': {
					const onEvent = (event: PlanEvent) => dispatch({type: 'work/event', run: number, event});
					const {secret, ...made} = await services.runPlan(answersNow(), onEvent, signal);
					if (secret !== null) services.useCredential(secret);
					return {type: 'work/done', run: number, ...made};
				}
				case 'watch': {
					if (state.progress === null) throw new Error('there is nothing to watch yet');
					const tell = {
						onState: (now: ConnectorState) => dispatch({type: 'watch/state', run: number, state: now}),
						onProof: (proof: Proof) => dispatch({type: 'watch/proof', run: number, proof}),
					};
					await services.watch(answersNow(), state.progress, tell, signal);
					return {type: 'watch/ended', run: number, problem: null};
				}
				case 'undo':
					return {type: 'undo/ended', run: number, undone: await services.undo(answersNow()), problem: null};
			}
		});
	}

	const answersNow = () => connectAnswersOf(state, services.folderOf(state.answers));

	return {
		getState: () => state,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		dispatch,
		giveKey(text) {
			key = text;
			dispatch({type: 'sign-in/key'});
		},
		folder: () => services.folderOf(state.answers),
		clusters: () => services.clusters(),
		async close() {
			isClosed = true;
			const ending = [...underWay.values()];
			for (const {cancel} of ending) cancel();
			await Promise.all(ending.map((one) => one.ended));
		},
	};
}

function failed({type, run}: Exclude<GuidedEffect, {type: 'cancel'}>, problem: Problem): GuidedAction {
	switch (type) {
		case 'find-account':
		case 'sign-in':
			return {type: 'sign-in/failed', run, problem};
		case 'list-apps':
			return {type: 'apps/ended', run, problem};
		case 'list-people':
			return {type: 'people/ended', run, problem};
		case 'run-plan':
			return {type: 'work/failed', run, problem};
		case 'watch':
			return {type: 'watch/ended', run, problem};
		case 'undo':
			return {type: 'undo/ended', run, undone: null, problem};
	}
}
