import {useCallback} from 'react';
import type {ConnectPersonAction} from '../../../setup/conductorone/actions.ts';
import type {ConnectState} from '../../../setup/conductorone/state.ts';
import type {Setup} from '../../../setup/setup.ts';
import {useWizard} from '../wizard-context.tsx';

/** The part in ConductorOne as it is now, and the way to change it. */
export function useConnect(): {setup: Setup; state: ConnectState; send: (action: ConnectPersonAction) => void} {
	const {setup, state} = useWizard();
	const send = useCallback((action: ConnectPersonAction) => setup.dispatch({type: 'connect', action}), [setup]);
	return {setup, state: state.connect, send};
}
