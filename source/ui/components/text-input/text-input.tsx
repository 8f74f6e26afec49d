import {Box, type DOMElement} from 'ink';
import {useRef, useState} from 'react';
import {useCaret} from '../../hooks/use-caret.ts';
import {useKeys} from '../../hooks/use-keys.ts';
import {useModel} from '../../hooks/use-model.ts';
import type {Command} from '../../keys.ts';
import {uiMessages} from '../../messages.ts';
import {useScreenReader, useSize, useTheme} from '../../provider.tsx';
import {width} from '../../text.ts';
import {Text} from '../text/text.tsx';
import {
	type CaretMove,
	createText,
	type Deletion,
	reduceText,
	type TextAction,
	type TextState,
	textOf,
	visiblePart,
} from './text-input-state.ts';

export interface TextInputProps {
	label: string;
	/** The text to start with, so that going back shows the earlier answer. */
	defaultValue?: string;
	placeholder?: string;
	/** False: another field has the keyboard. Default true. */
	isActive?: boolean;
	/** A rule checked on Enter; words mean the answer is not acceptable. */
	validate?: (value: string) => string | undefined;
	/** A problem found elsewhere (by the server); disappears with the next edit. */
	error?: string | undefined;
	/** Every edit; use it to keep the answer. */
	onChange?: (value: string) => void;
	/** Enter, when `validate` has nothing to say. Spaces at the ends are removed. */
	onSubmit?: (value: string) => void;
	/** Tab and Shift-Tab, in a form of several fields. */
	onNext?: () => void;
	onPrevious?: () => void;
	/** What Enter does, for the key line. Default: continue. */
	acceptLabel?: string;
	/** Cells for the label, so that the fields of a form line up. */
	labelWidth?: number;
	/**
	 * A password or key. The mask is equally long for every secret; a paste says how many characters came, so that a
	 * cut-off copy is noticed. Line breaks and spaces from the clipboard are removed.
	 */
	isSecret?: boolean;
}

/** Cells of the mask of every secret, however long it is. */
const maskCells = 12;

/** One line of text. Keys people know from their shell, paste, and the terminal's own cursor for input methods. */
export function TextInput(props: TextInputProps) {
	const {label, isActive = true, isSecret = false, onNext, onPrevious} = props;
	const theme = useTheme();
	const {columns} = useSize();
	const isScreenReader = useScreenReader();
	const field = useRef<DOMElement>(null);
	const model = useModel<TextState, TextAction>(reduceText, () => createText(props.defaultValue));
	const {state} = model;
	const [refusal, setRefusal] = useState<{text: string; revision: number}>();
	const [startRevision, setStartRevision] = useState(0);
	const [lastError, setLastError] = useState(props.error);
	if (props.error !== lastError) {
		setLastError(props.error);
		setStartRevision(state.revision);
	}
	const send = (action: TextAction) => {
		const before = model.current();
		const after = model.send(action);
		if (after.revision !== before.revision) props.onChange?.(textOf(after));
	};
	const accept = () => {
		const value = textOf(model.current()).trim();
		const found = props.validate?.(value);
		setRefusal(found === undefined ? undefined : {text: found, revision: model.current().revision});
		setStartRevision(model.current().revision);
		if (found === undefined) props.onSubmit?.(value);
	};
	useKeys({
		contexts: ['text'],
		isActive,
		isTyping: true,
		on: {accept, ...editing(send, isSecret), next: onNext, previous: onPrevious},
		hints: ['accept', 'next'],
		labels: {accept: props.acceptLabel},
		onText: (text) => send({type: 'insert', text}),
		onPaste: (text) => send({type: 'paste', text, isSecret}),
	});

	const labelCells = Math.max(width(label), props.labelWidth ?? 0);
	const cells = Math.max(4, columns - labelCells - 4);
	const isEmpty = state.parts.length === 0;
	const mask = isEmpty ? '' : theme.symbols.mask.repeat(maskCells);
	const part = isSecret ? {text: mask, column: width(mask)} : visiblePart(state.parts, state.caret, cells);
	useCaret(field, isActive && !isScreenReader ? part.column : undefined);

	const note = state.pasted !== undefined && isSecret ? uiMessages.text.pasted(state.pasted) : '';
	const error =
		refusal !== undefined && refusal.revision === state.revision
			? refusal.text
			: startRevision === state.revision
				? props.error
				: undefined;
	const shown = isEmpty ? theme.paint('text.secondary', props.placeholder ?? '') : part.text;
	const pointer = isActive ? theme.paint('focus', theme.symbols.pointer) : ' ';
	if (isScreenReader) {
		const content = isEmpty ? (props.placeholder ?? uiMessages.text.empty) : isSecret ? 'entered' : part.text;
		return (
			<Box flexDirection="column">
				<Box aria-role="textbox" aria-state={{required: true}}>
					<Text>{`${label}: ${content}${note === '' ? '' : `, ${note}`}`}</Text>
				</Box>
				<FieldError error={error} />
			</Box>
		);
	}
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Box height={1}>
				<Text>{`${pointer} ${label.padEnd(labelCells + label.length - width(label))}  `}</Text>
				<Box ref={field} flexShrink={1}>
					<Text wrap="truncate">{shown + (note === '' ? '' : theme.paint('text.secondary', `  ${note}`))}</Text>
				</Box>
			</Box>
			<FieldError error={error} indent={2} />
		</Box>
	);
}

/** The keys that change the text and move its caret. */
function editing(send: (action: TextAction) => void, isSecret: boolean): Partial<Record<Command, () => void>> {
	const remove = (what: Deletion) => () => send({type: 'delete', what});
	const move = (to: CaretMove) => () => send({type: 'move', to});
	const shared = {deleteLeft: remove('left'), clear: remove('all')};
	// The words of a secret are nobody's business, and its caret is always at the end.
	if (isSecret) return {...shared, deleteWordLeft: remove('all')};
	return {
		...shared,
		deleteWordLeft: remove('wordLeft'),
		left: move('left'),
		right: move('right'),
		wordLeft: move('wordLeft'),
		wordRight: move('wordRight'),
		lineStart: move('start'),
		lineEnd: move('end'),
		deleteRight: remove('right'),
		deleteToEnd: remove('toEnd'),
	};
}

/** The line below a field that says what is wrong with it. Nothing when nothing is. */
function FieldError({error, indent = 0}: {error: string | undefined; indent?: number}) {
	const theme = useTheme();
	if (error === undefined) return null;
	return (
		<Box paddingLeft={indent}>
			<Text aria-label={`${uiMessages.problem.error}: ${error}`}>
				{theme.paint('status.error', `${theme.symbols.error} ${error}`)}
			</Text>
		</Box>
	);
}
