import {setTimeout as delay} from 'node:timers/promises';
import {createStore} from 'zustand/vanilla';
import {settingOf} from '../settings/settings.ts';
import type {PersonAction, ResultAction, SetupAction} from './actions.ts';
import type {Cluster} from './conductorone/kubectl.ts';
import {ruleView} from './course-rule.ts';
import {selectionOf} from './courses.ts';
import {effectsFor, hasUnsavedAnswers} from './effects.ts';
import type {Reading} from './reading.ts';
import type {Cost} from './reading-cost.ts';
import {reduce} from './reduce.ts';
import {createEffectRunner} from './run-effects.ts';
import type {SetupServices} from './services/services.ts';
import {createSlots} from './slots.ts';
import {type Beginning, beginningState, type SecretId, type SetupState, slots, workIn} from './state.ts';
import type {Vault} from './vault.ts';
import {slotWork} from './work.ts';

export interface SetupOptions extends Beginning {
	services: SetupServices;
	/** Secrets found before the start, by flag or variable; what is entered later joins them. `secrets` says where they came from. */
	vault?: Vault;
}

/** The guided set-up: one state, told to whoever listens, changed by actions only. */
export interface Setup {
	getState(): SetupState;
	/** Calls back after each change; returns the way to stop it. Fits React's useSyncExternalStore. */
	subscribe(listener: () => void): () => void;
	dispatch(action: PersonAction): void;
	/**
	 * Takes a secret as typed or pasted: blanks and line breaks around it do not count. Throws `input/invalid`, never
	 * quoting it. The secret is kept outside of the state.
	 */
	giveSecret(id: SecretId, text: string): void;
	/** Takes a personal API key of ConductorOne as pasted, and signs in with it. The key is kept outside of the state. */
	giveKey(text: string): void;
	/** The folder for files that the answers in the part in ConductorOne lead to; null without files. */
	folder(): string | null;
	clusters(): Promise<Cluster[]>;
	/** What the chosen courses cost with the chosen extras, or with others; null while unknown. */
	cost(reading?: Reading): Cost | null;
	/** Saves what was answered so far, stops all work and waits for its end; up to two seconds for a keychain. */
	close(): Promise<void>;
}

/** So long an end waits for what is being saved, milliseconds. */
const keptWithin = 2000;

export function createSetup({services, vault: given, ...beginning}: SetupOptions): Setup {
	const {getState, setState, subscribe} = createStore(() => beginningState(beginning));
	const vault: Vault = given ?? new Map();
	const effects = createEffectRunner(services, vault, getState, dispatch);
	const work = createSlots(
		slotWork(services, vault, getState),
		(slot, problem): ResultAction => ({type: 'failed', slot, problem}),
		dispatch,
	);
	let closed = false;

	function dispatch(action: SetupAction): void {
		if (closed) return;
		if (action.type === 'secret/cleared') vault.delete(action.id);
		const before = getState();
		const after = reduce(before, action);
		if (after === before) return;
		setState(after, true);
		for (const slot of slots) work.follow(slot, workIn[slot](getState()));
		for (const effect of effectsFor(before, action, after)) effects.carryOut(effect);
	}

	return {
		getState,
		subscribe,
		dispatch,
		giveSecret(id, text) {
			const secret = String(settingOf(id).parse(text));
			vault.set(id, secret);
			dispatch({type: 'secret/given', id, info: {characters: secret.length, from: 'entered'}});
		},
		giveKey(text) {
			vault.set('personalKey', text);
			dispatch({type: 'connect', action: {type: 'sign-in/key'}});
		},
		folder: () => services.conductorOne.folderOf(getState().connect.answers),
		clusters: () => services.conductorOne.clusters(),
		cost(reading = getState().answers.reading) {
			const state = getState();
			const selection = selectionOf(state);
			if (state.courses.listing.status !== 'done') return null;
			return services.estimate({
				courses: state.courses.rows.length,
				selected: selectedOf(state),
				// Who names an inactive course wants it; a rule has left them out already.
				inactive: selection.mode === 'all' ? state.courses.rows.filter(({active}) => !active).length : 0,
				reading,
			});
		},
		async close() {
			// What was typed on this step was not saved yet: that happens when a step is left forwards.
			if (!closed && hasUnsavedAnswers(getState())) effects.carryOut({type: 'save'});
			closed = true;
			// A key that was just found right is kept, unless the keychain asks for a password first.
			await Promise.all([work.close(), Promise.race([effects.settled(), delay(keptWithin, undefined, {ref: false})])]);
		},
	};
}

/** How many courses are read; null = all. Those that depend on members are read to find out. */
function selectedOf(state: SetupState): number | null {
	const selection = selectionOf(state);
	if (selection.mode === 'all') return null;
	if (selection.mode === 'some') return selection.ids.size;
	const {matching, undecided} = ruleView(state);
	return matching.length + undecided.length;
}
