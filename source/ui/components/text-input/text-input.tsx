import {Box, type DOMElement} from 'ink';
import {useRef, useState} from 'react';
import {useCaret} from '../../hooks/use-caret.ts';
import {useModel} from '../../hooks/use-model.ts';
import {uiMessages} from '../../messages.ts';
import {useScreenReader, useSize, useTheme} from '../../provider.tsx';
import {width} from '../../text.ts';
import {Text} from '../text/text.tsx';
import {FieldError} from './field-error.tsx';
import {createText, reduceText, type TextState, textOf, visiblePart} from './text-input-state.ts';
import {useTextKeys} from './use-text-keys.ts';

export interface TextInputProps {
	/** What is asked for, shown before the field. */
	label: string;
	/** The text to start with, so that going back shows the earlier answer. */
	defaultValue?: string;
	/** Shown dimmed while the field is empty. */
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
}

interface FieldProps extends TextInputProps {
	/** Draws a secret: a mask whose length tells nothing. */
	isSecret?: boolean;
	/** Ctrl-R shows a secret. Default false. */
	canReveal?: boolean;
}

/** Cells of the mask of every secret, however long it is. */
const maskCells = 12;

/** One line of text. Keys people know from their shell, paste, and the terminal's own cursor for input methods. */
export function TextInput(props: TextInputProps) {
	return <Field {...props} />;
}

/** Both kinds of field; `SecretInput` is the other one. */
export function Field(props: FieldProps) {
	const {label, isActive = true, isSecret = false, canReveal = false} = props;
	const theme = useTheme();
	const {columns} = useSize();
	const isScreenReader = useScreenReader();
	const field = useRef<DOMElement>(null);
	const model = useModel<TextState, Parameters<typeof reduceText>[1]>(reduceText, () => createText(props.defaultValue));
	const {state} = model;
	const [refusal, setRefusal] = useState<{text: string; revision: number}>();
	const [startRevision, setStartRevision] = useState(0);
	const [lastError, setLastError] = useState(props.error);
	if (props.error !== lastError) {
		setLastError(props.error);
		setStartRevision(state.revision);
	}
	useTextKeys({
		model,
		isActive,
		isSecret,
		canReveal,
		onEdit: (value) => props.onChange?.(value),
		onSubmit: () => {
			const value = textOf(model.current()).trim();
			const found = props.validate?.(value);
			setRefusal(found === undefined ? undefined : {text: found, revision: model.current().revision});
			setStartRevision(model.current().revision);
			if (found === undefined) props.onSubmit?.(value);
		},
		onNext: props.onNext,
		onPrevious: props.onPrevious,
		acceptLabel: props.acceptLabel,
	});

	const labelCells = Math.max(width(label), props.labelWidth ?? 0);
	const cells = Math.max(4, columns - labelCells - 4);
	const isMasked = isSecret && !state.isRevealed;
	const isEmpty = state.parts.length === 0;
	const mask = isEmpty ? '' : theme.symbols.mask.repeat(maskCells);
	const part = isMasked
		? {text: mask, column: width(mask)}
		: visiblePart(state.parts, isSecret ? state.parts.length : state.caret, cells);
	useCaret(field, isActive && !isScreenReader ? part.column : undefined);

	const note = noteFor(state, isSecret);
	const error =
		refusal !== undefined && refusal.revision === state.revision
			? refusal.text
			: startRevision === state.revision
				? props.error
				: undefined;
	const shown = isEmpty ? theme.paint('text.secondary', props.placeholder ?? '') : part.text;
	const pointer = isActive ? theme.paint('focus', theme.symbols.pointer) : ' ';
	if (isScreenReader) {
		const content = isEmpty
			? (props.placeholder ?? uiMessages.text.empty)
			: isMasked
				? uiMessages.text.entered
				: part.text;
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

function noteFor(state: TextState, isSecret: boolean): string {
	if (state.pasted !== undefined && isSecret) return uiMessages.text.pasted(state.pasted);
	return '';
}
