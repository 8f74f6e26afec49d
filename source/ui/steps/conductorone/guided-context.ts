import {useSyncExternalStore} from 'react';
import type {Guided} from '../../../setup/conductorone/guided.ts';
import type {GuidedState} from '../../../setup/conductorone/guided-state.ts';
import {useWizard} from '../wizard-context.tsx';

/** The guided part as it is now, and the way to change it. */
export function useGuided(): {guided: Guided; state: GuidedState; send: Guided['dispatch']} {
	const {guided} = useWizard().context;
	if (guided === undefined) throw new Error('there is no guided part in this set-up');
	const state = useSyncExternalStore(guided.subscribe, guided.getState);
	return {guided, state, send: guided.dispatch};
}
