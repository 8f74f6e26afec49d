import {stepWords} from './messages.ts';
import {Hint} from './notes.tsx';
import {useWizard} from './wizard-context.tsx';

const words = stepWords.courses;

/** What the choice costs, as soon as that is known. */
export function CostLine() {
	const {state, setup} = useWizard();
	const {mode, ids} = state.answers.courses;
	const total = state.courses.rows.length;
	const cost = setup.cost();
	if (mode === 'some' && ids.size === 0) return null;
	if (cost === null) return mode === 'some' ? <Hint>{words.costUnknown(ids.size)}</Hint> : null;
	const selected = mode === 'all' ? total : ids.size;
	return <Hint>{words.cost(selected, total, cost.requests, cost.milliseconds / 1000)}</Hint>;
}
