import {useCallback} from 'react';
import type {GuidedPersonAction} from '../../../setup/conductorone/guided-actions.ts';
import type {GuidedState} from '../../../setup/conductorone/guided-state.ts';
import type {Setup} from '../../../setup/setup.ts';
import {useWizard} from '../wizard-context.tsx';

/** The part in ConductorOne as it is now, and the way to change it. */
export function useGuided(): {setup: Setup; state: GuidedState; send: (action: GuidedPersonAction) => void} {
	const {setup, state} = useWizard();
	const send = useCallback((action: GuidedPersonAction) => setup.dispatch({type: 'connect', action}), [setup]);
	return {setup, state: state.connect, send};
}
