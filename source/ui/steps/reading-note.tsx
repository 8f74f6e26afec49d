import {Hint} from './notes.tsx';
import {useWizard} from './wizard-context.tsx';
import {stepWords} from './words.ts';

const words = stepWords.conductorone;

/** Reading goes on while later pages are filled in; this line says how far it is. */
export function ReadingNote({isDoneSaid = false}: {isDoneSaid?: boolean}) {
	const {state} = useWizard();
	const {work, budget} = state.sync;
	if (work.status === 'done') return isDoneSaid ? <Hint>{words.read}</Hint> : null;
	if (work.status !== 'running' || budget === null) return null;
	const {spent, left, timeLeft} = budget;
	return <Hint>{words.reading(spent, left, timeLeft === null ? null : timeLeft / 1000)}</Hint>;
}
