import {useRef, useState} from 'react';
import {Problem} from '../../problem/problem.ts';
import type {SecretId} from '../../setup/state.ts';
import {useWizard} from './wizard-context.tsx';

export interface SecretDraft {
	/** What is wrong with the text, in words; it is gone with the next edit. */
	error: string | undefined;
	/** A new number after each secret taken: the field starts empty again. */
	revision: number;
	edit: (text: string) => void;
	/** Hands the text over; true when there is a secret now, typed just now or known before. */
	commit: () => boolean;
}

/** A secret while it is being typed. It is never state of a component, only handed on. */
export function useSecretDraft(id: SecretId, missing: string): SecretDraft {
	const {setup, send} = useWizard();
	const draft = useRef('');
	const [error, setError] = useState<string>();
	const [revision, setRevision] = useState(0);
	return {
		error,
		revision,
		edit(text) {
			draft.current = text;
			setError(undefined);
			if (setup.getState().problem !== null) send({type: 'problem/dismiss'});
		},
		commit() {
			const text = draft.current;
			if (text.trim() === '') {
				const isKnown = setup.getState().secrets[id] !== null;
				setError(isKnown ? undefined : missing);
				return isKnown;
			}
			try {
				setup.giveSecret(id, text);
			} catch (refusal) {
				const {what, next} = Problem.from(refusal);
				setError([what, ...next].join(' '));
				return false;
			}
			draft.current = '';
			setError(undefined);
			setRevision((now) => now + 1);
			return true;
		},
	};
}
