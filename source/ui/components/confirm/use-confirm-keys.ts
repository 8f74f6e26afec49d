import {useKeys} from '../../hooks/use-keys.ts';
import type {Model} from '../../hooks/use-model.ts';
import type {ConfirmAction, ConfirmState} from './confirm-state.ts';

interface ConfirmKeys {
	model: Model<ConfirmState, ConfirmAction>;
	isActive: boolean;
	yesLabel: string;
	noLabel: string;
	onAnswer: (isYes: boolean) => void;
}

/** Arrows and Tab move between the two, Enter answers with the marked one, y and n answer at once. */
export function useConfirmKeys({model, isActive, yesLabel, noLabel, onAnswer}: ConfirmKeys): void {
	const other = () => model.send({type: 'switch'});
	useKeys({
		contexts: ['choice'],
		isActive,
		on: {
			left: other,
			right: other,
			up: other,
			down: other,
			next: other,
			previous: other,
			accept: () => onAnswer(model.current().isYes),
			yes: () => onAnswer(true),
			no: () => onAnswer(false),
		},
		hints: ['yes', 'no', 'accept'],
		labels: {yes: yesLabel, no: noLabel},
	});
}
