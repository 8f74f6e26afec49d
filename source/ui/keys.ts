import type {Key} from 'ink';
import {uiMessages} from './messages.ts';

/**
 * The one table of keys. Components match through it, the key line and the help screen are written from it, so that what
 * the screen promises and what a key does cannot drift apart.
 *
 * A context says what letters mean at the moment:
 * - `everywhere`: always; control keys and Esc only.
 * - `letters`: no text is being typed; single letters are commands.
 * - `choice`: a list without a search field; letters are commands.
 * - `browse`: rows that open, below a search field; Right opens, Left closes, Enter is the page's own.
 * - `search`: a list with a search field; letters are typed, so Ctrl combinations act.
 * - `searchIdle`: the same list while no word is being typed, when Space cannot be part of one.
 * - `text`: a text field; the editing keys people know from their shell.
 *
 * The same everywhere: Enter goes forward, → opens the row under the cursor and ← closes it, Tab goes to the next list,
 * Esc clears a search, then closes, then goes back. Nothing depends on a function key alone.
 *
 * Ctrl-I, Ctrl-M and Ctrl-J are absent on purpose: a terminal cannot tell them from Tab and Enter.
 */
export type Command = keyof typeof uiMessages.commands;
export const commands = Object.keys(uiMessages.commands) as Command[];

/** They work on every page, also on one in front of another that takes all other keys. */
export const workEverywhere: readonly Command[] = ['help', 'leave', 'suspend', 'redraw'];
/** They keep their place in the key line: the way forward, the way out, help, and on an error the way to its cause. */
export const alwaysTold: readonly Command[] = ['accept', 'back', 'help', 'doctor'];
/** Named in the key line where nothing else needs the space, the first of them rather: tried untold, or seldom needed. */
export const lessTold: readonly Command[] = ['up', 'all', 'none', 'filter', 'sort', 'leave', 'selectedOnly', 'invert'];

export type KeyContext = 'everywhere' | 'letters' | 'choice' | 'search' | 'searchIdle' | 'browse' | 'text';

const named = [
	'upArrow',
	'downArrow',
	'leftArrow',
	'rightArrow',
	'pageUp',
	'pageDown',
	'home',
	'end',
	'return',
	'escape',
	'tab',
	'backspace',
	'delete',
] as const satisfies readonly (keyof Key)[];
type NamedKey = (typeof named)[number];

/** One press: a named key or a typed character, with the modifiers it needs. */
export interface Chord {
	name?: NamedKey;
	text?: string;
	ctrl?: boolean;
	alt?: boolean;
	shift?: boolean;
}

/** Ink reports no function keys, so the input stream turns F1 into this private-use character. */
export const f1 = '\uF8F1';

const name = (key: NamedKey, modifiers: Omit<Chord, 'name' | 'text'> = {}): Chord => ({name: key, ...modifiers});
const char = (text: string): Chord => ({text});
const ctrl = (text: string): Chord => ({text, ctrl: true});
const alt = (text: string): Chord => ({text, alt: true});

type Keys = Partial<Record<Command, readonly Chord[]>>;

const moving = {
	up: [name('upArrow')],
	down: [name('downArrow')],
	pageUp: [name('pageUp')],
	pageDown: [name('pageDown')],
	first: [name('home')],
	last: [name('end')],
	accept: [name('return')],
} satisfies Keys;
const switching = {next: [name('tab')], previous: [name('tab', {shift: true})]} satisfies Keys;
const opening = {open: [name('rightArrow')], close: [name('leftArrow')]} satisfies Keys;
const erasing = {
	clear: [ctrl('u')],
	deleteLeft: [name('backspace')],
	deleteWordLeft: [ctrl('w'), name('backspace', {alt: true})],
} satisfies Keys;

export const keyTable: Record<KeyContext, Keys> = {
	everywhere: {
		back: [name('escape')],
		help: [ctrl('g'), char(f1)],
		leave: [ctrl('c')],
		whatElse: [ctrl('x')],
		handOver: [ctrl('y')],
		doctor: [ctrl('p')],
		suspend: [ctrl('z')],
		redraw: [ctrl('l')],
	},
	letters: {
		help: [char('?')],
		retry: [char('r')],
		details: [char('d')],
		export: [char('e')],
	},
	choice: {
		...moving,
		...switching,
		toggle: [char(' ')],
		left: [name('leftArrow')],
		right: [name('rightArrow')],
		all: [char('a')],
		none: [char('n')],
		invert: [char('i')],
	},
	search: {
		...moving,
		...opening,
		...erasing,
		all: [ctrl('a')],
		none: [ctrl('n')],
		invert: [ctrl('t')],
		sort: [ctrl('s')],
		reverse: [ctrl('r')],
		filter: [ctrl('f')],
		selectedOnly: [ctrl('o')],
	},
	browse: {
		...moving,
		...switching,
		...opening,
		...erasing,
		search: [char('/')],
		help: [char('?')],
		sort: [ctrl('s')],
		filter: [ctrl('f')],
		export: [ctrl('e')],
		details: [ctrl('d')],
		again: [ctrl('r')],
		keep: [ctrl('k')],
	},
	searchIdle: {toggle: [char(' ')], search: [char('/')]},
	text: {
		accept: [name('return')],
		next: [name('tab'), name('downArrow')],
		previous: [name('tab', {shift: true}), name('upArrow')],
		left: [name('leftArrow'), ctrl('b')],
		right: [name('rightArrow'), ctrl('f')],
		wordLeft: [name('leftArrow', {ctrl: true}), name('leftArrow', {alt: true}), alt('b')],
		wordRight: [name('rightArrow', {ctrl: true}), name('rightArrow', {alt: true}), alt('f')],
		lineStart: [name('home'), ctrl('a')],
		lineEnd: [name('end'), ctrl('e')],
		deleteLeft: [name('backspace'), ctrl('h')],
		deleteRight: [name('delete'), ctrl('d')],
		deleteWordLeft: [ctrl('w'), name('backspace', {alt: true})],
		deleteToEnd: [ctrl('k')],
		clear: [ctrl('u')],
	},
};

/** Whether the press reported by Ink is this chord. Shift counts only where the chord asks for it or a named key is pressed. */
export function isChord(chord: Chord, input: string, key: Key): boolean {
	if (Boolean(chord.ctrl) !== key.ctrl || Boolean(chord.alt) !== key.meta) return false;
	if (chord.name !== undefined) return key[chord.name] && Boolean(chord.shift) === key.shift;
	return chord.text === input && !isNamed(key);
}

export function isNamed(key: Key): boolean {
	return named.some((each) => key[each]);
}

/** Whether the press means this command in any of the contexts. `input` and `key` are what Ink's useInput gives. */
export function matches(command: Command, input: string, key: Key, contexts: readonly KeyContext[]): boolean {
	return chordsFor(command, contexts).some((chord) => isChord(chord, input, key));
}

export function chordsFor(command: Command, contexts: readonly KeyContext[]): readonly Chord[] {
	return contexts.flatMap((context) => keyTable[context][command] ?? []);
}

export interface KeyNames {
	up: string;
	down: string;
	left: string;
	right: string;
}

/** The name of a press the way it is printed on the screen, for instance `Ctrl-A`, `Space`, `↑`. */
export function formatChord(chord: Chord, arrows: KeyNames): string {
	const {ctrl, alt, shift, space, ...names} = uiMessages.keys;
	const onKeys = {
		...names,
		upArrow: arrows.up,
		downArrow: arrows.down,
		leftArrow: arrows.left,
		rightArrow: arrows.right,
	};
	let key: string = onKeys[chord.name ?? 'return'];
	if (chord.text === f1) return 'F1';
	if (chord.text === ' ') key = space;
	else if (chord.text !== undefined) key = chord.ctrl || chord.alt ? chord.text.toUpperCase() : chord.text;
	if (chord.shift) key = shift(key);
	if (chord.alt) key = alt(key);
	return chord.ctrl ? ctrl(key) : key;
}

/** A line of help: the keys of a command in these contexts and what they do. Undefined when no key leads there. */
export interface Hint {
	command: Command;
	keys: string;
	/** Every key that works, for the help screen. */
	allKeys: string;
	label: string;
}

export function hintFor(
	command: Command,
	contexts: readonly KeyContext[],
	arrows: KeyNames,
	label: string = uiMessages.commands[command],
): Hint | undefined {
	const keys = [...new Set(chordsFor(command, contexts).map((chord) => formatChord(chord, arrows)))];
	const first = keys[0];
	return first === undefined ? undefined : {command, keys: first, allKeys: keys.join(', '), label};
}
