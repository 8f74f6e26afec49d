import {calmSeconds} from '../components/progress/progress-state.ts';
import {conductoroneMessages as messages} from './conductorone-messages.ts';
import {Hint} from './notes.tsx';
import {useWizard} from './wizard-context.tsx';

/** Reading goes on while this page is filled in; this line says how far it is. */
export function ReadingNote() {
	const {state} = useWizard();
	const {work, budget} = state.sync;
	if (work.status === 'done') return <Hint>Finished reading from Litmos.</Hint>;
	if (work.status !== 'running' || budget === null) return null;
	const {spent, left, timeLeft} = budget;
	return <Hint>{messages.reading(spent, left, timeLeft === null ? null : calmSeconds(timeLeft / 1000))}</Hint>;
}
