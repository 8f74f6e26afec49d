import {Box} from 'ink';
import type {ReactNode} from 'react';
import {PageHelp} from '../components/shell/page-slots.tsx';
import {Lines, Text} from '../components/text/text.tsx';
import {uiMessages} from '../messages.ts';
import {useScreenReader, useSize, useTheme} from '../provider.tsx';
import {cut, hanging, width, wrap} from '../text.ts';

/** A page of the set-up: its one question, and below it its parts. `about`: what `?` says, where no page around does. */
export function Page(props: {title: string; about?: readonly string[]; children: ReactNode}) {
	const theme = useTheme();
	return (
		<Box flexDirection="column">
			{props.about && <PageHelp about={props.about} />}
			<Text>{theme.paint('text.heading', props.title)}</Text>
			{props.children}
		</Box>
	);
}

/** Quiet help. */
export function Hint({children}: {children: string}) {
	const theme = useTheme();
	return <Text>{theme.paint('text.secondary', children)}</Text>;
}

/** A note that is chosen before it is drawn. */
export interface NoteText {
	kind: NoteProps['kind'];
	text: string;
}

interface NoteProps {
	kind: 'success' | 'warning' | 'info';
	/** Cut to one line, where the space below must be known. Default: as many lines as it takes. */
	isOneLine?: boolean;
	children: string;
}

/** Something to know, with a sign in front. */
export function Note({kind, isOneLine = false, children}: NoteProps) {
	const theme = useTheme();
	const {columns} = useSize();
	const isScreenReader = useScreenReader();
	if (isScreenReader) return <Text>{`${uiMessages.problem[kind]}: ${children}`}</Text>;
	const sign = `${theme.paint(`status.${kind}`, theme.symbols[kind])} `;
	const text = isOneLine ? cut(children, columns - width(sign), theme.symbols.ellipsis) : children;
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Lines lines={hanging(sign, text, columns)} />
		</Box>
	);
}

/** Notes of one kind, one below the other. */
export function Notes({notes, ...props}: {notes: readonly string[]} & Omit<NoteProps, 'children'>) {
	return notes.map((note) => (
		<Note key={note} {...props}>
			{note}
		</Note>
	));
}

/** Rows that a note takes. */
export function noteRows(text: string, columns: number, sign: string): number {
	return wrap(text, columns - sign.length - 1).length;
}

/** A field that has not the keyboard: its label and what was answered. */
export function ClosedField({label, value, labelCells}: {label: string; value: string; labelCells: number}) {
	const theme = useTheme();
	const isScreenReader = useScreenReader();
	if (isScreenReader) return <Text>{`${label}: ${value}`}</Text>;
	return <Text wrap="truncate">{`  ${label.padEnd(labelCells)}  ${theme.paint('text.secondary', value)}`}</Text>;
}
