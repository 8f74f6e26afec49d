import {useKeys} from '../../hooks/use-keys.ts';
import type {Model} from '../../hooks/use-model.ts';
import type {Command} from '../../keys.ts';
import {type TextAction, type TextState, textOf} from './text-input-state.ts';

export interface TextKeys {
	model: Model<TextState, TextAction>;
	isActive: boolean;
	isSecret: boolean;
	canReveal: boolean;
	onEdit: (value: string) => void;
	onSubmit: () => void;
	onNext: (() => void) | undefined;
	onPrevious: (() => void) | undefined;
	acceptLabel: string | undefined;
}

/** The keys of a text field. */
export function useTextKeys(options: TextKeys): void {
	const {model, isSecret, onEdit} = options;
	const send = (action: TextAction) => {
		const before = model.current();
		const after = model.send(action);
		if (after.revision !== before.revision) onEdit(textOf(after));
	};
	const remove = (what: 'left' | 'right' | 'wordLeft' | 'toEnd' | 'all') => () => send({type: 'delete', what});
	const move = (to: 'left' | 'right' | 'wordLeft' | 'wordRight' | 'start' | 'end') => () => send({type: 'move', to});
	const on: Partial<Record<Command, () => unknown>> = {
		accept: options.onSubmit,
		deleteLeft: remove('left'),
		// The words of a secret are nobody's business, and its caret is always at the end.
		deleteWordLeft: remove(isSecret ? 'all' : 'wordLeft'),
		clear: remove('all'),
	};
	if (!isSecret) {
		Object.assign(on, {
			left: move('left'),
			right: move('right'),
			wordLeft: move('wordLeft'),
			wordRight: move('wordRight'),
			lineStart: move('start'),
			lineEnd: move('end'),
			deleteRight: remove('right'),
			deleteToEnd: remove('toEnd'),
		});
	}
	if (options.canReveal) on.reveal = () => send({type: 'reveal'});
	if (options.onNext) on.next = options.onNext;
	if (options.onPrevious) on.previous = options.onPrevious;
	useKeys({
		contexts: ['text'],
		isActive: options.isActive,
		isTyping: true,
		on,
		hints: [
			'accept',
			...(options.onNext ? (['next'] as const) : []),
			...(options.canReveal ? (['reveal'] as const) : []),
		],
		...(options.acceptLabel === undefined ? {} : {labels: {accept: options.acceptLabel}}),
		onText: (text) => {
			send({type: 'insert', text});
			return true;
		},
		onPaste: (text) => send({type: 'paste', text, isSecret}),
	});
}
