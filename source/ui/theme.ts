import {uiMessages} from './messages.ts';

/** 0: no colour and no attributes but what a screen without colour can show; 1: the 16 colours. */
export type ColorLevel = 0 | 1;
export type Background = 'dark' | 'light' | 'unknown';

export const unicodeSymbols = {
	up: '↑',
	down: '↓',
	left: '←',
	right: '→',
	pointer: '❯',
	action: '→',
	checked: '◼',
	unchecked: '◻',
	radioOn: '◉',
	radioOff: '◯',
	done: '✓',
	current: '●',
	open: '○',
	success: '✓',
	warning: '▲',
	error: '✗',
	info: '●',
	rule: '─',
	separator: '│',
	breadcrumb: '›',
	ellipsis: '…',
	mask: '•',
	barFull: '█',
	barEmpty: '░',
	/** There is more on that side of a line. */
	moreBefore: '←',
	moreAfter: '→',
	/** From empty to full, for the last cell of a bar. */
	eighths: ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'],
	spinner: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'],
};

export type Symbols = typeof unicodeSymbols;

export const asciiSymbols: Symbols = {
	...uiMessages.arrows,
	pointer: '>',
	action: '->',
	checked: '[x]',
	unchecked: '[ ]',
	radioOn: '(*)',
	radioOff: '( )',
	// Not an x: beside the X of an error it would look like one.
	done: '+',
	current: '*',
	open: 'o',
	success: 'OK',
	warning: '!',
	error: 'X',
	info: 'i',
	rule: '-',
	separator: '|',
	breadcrumb: '>',
	ellipsis: '...',
	mask: '*',
	barFull: '#',
	barEmpty: '.',
	moreBefore: '<',
	moreAfter: '>',
	eighths: [''],
	spinner: ['|', '/', '-', '\\'],
};

type Style = readonly [open: string, close: string];
const sgr = (open: number | string, close: number | string): Style => [`\x1b[${open}m`, `\x1b[${close}m`];
const none: Style = ['', ''];
const bold = sgr(1, 22);
const dim = sgr(2, 22);
const underline = sgr(4, 24);
const fg = (code: number): Style => sgr(code, 39);
const both = (a: Style, b: Style): Style => [a[0] + b[0], b[1] + a[1]];

const [red, green, yellow, blue, magenta, cyan] = [fg(31), fg(32), fg(33), fg(34), fg(35), fg(36)];

/** Without colour, attributes still help; a terminal that knows none ignores them. NO_COLOR forbids colour, not weight. */
const withoutColor = {
	'text.primary': none,
	'text.secondary': none,
	'text.heading': bold,
	'text.key': bold,
	'status.success': none,
	'status.warning': bold,
	'status.error': bold,
	'status.info': none,
	accent: bold,
	focus: bold,
	selected: none,
	match: underline,
	'step.done': none,
	'step.current': bold,
	'step.open': none,
	'chart.bar': none,
	rule: none,
} satisfies Record<string, Style>;

/**
 * Colours by meaning, symbols by name. Components ask for `status.error`, never for red; each meaning also has a symbol
 * or a word, so that nothing is said by colour alone. Only the 16 colours every terminal lets its owner choose are used.
 */
export type Token = keyof typeof withoutColor;

function stylesFor(background: Background): Record<Token, Style> {
	// Yellow and cyan are unreadable on white in most palettes.
	const isLight = background === 'light';
	const accent = isLight ? blue : cyan;
	return {
		'text.primary': none,
		'text.secondary': dim,
		'text.heading': bold,
		'text.key': isLight ? blue : cyan,
		'status.success': green,
		'status.warning': isLight ? magenta : yellow,
		'status.error': red,
		'status.info': accent,
		accent,
		focus: both(bold, accent),
		selected: green,
		match: both(bold, underline),
		'step.done': green,
		'step.current': both(bold, accent),
		'step.open': dim,
		'chart.bar': accent,
		rule: dim,
	};
}

/** Each SGR sequence that {@link Theme} writes. */
export const everyStyle: ReadonlySet<string> = new Set(
	[stylesFor('dark'), stylesFor('light'), withoutColor]
		.flatMap((styles) => Object.values(styles))
		.flat()
		.flatMap((sequences) => sequences.split(/(?<=m)/))
		.filter((sequence) => sequence !== ''),
);

export interface Theme {
	readonly level: ColorLevel;
	readonly background: Background;
	readonly isAscii: boolean;
	/** False: nothing moves by itself, no spinner frames. */
	readonly hasMotion: boolean;
	readonly symbols: Symbols;
	/** The text in the style of its meaning, as a string with SGR sequences; give it to one `<Text>`. */
	paint(token: Token, text: string): string;
}

export interface ThemeOptions {
	level?: ColorLevel;
	/** False: no attributes either (bold, dim, underline), for terminals that show them as rubbish. */
	hasAttributes?: boolean;
	background?: Background;
	isAscii?: boolean;
	hasMotion?: boolean;
}

export function createTheme(options: ThemeOptions = {}): Theme {
	const {level = 1, hasAttributes = true, background = 'unknown', isAscii = false, hasMotion = true} = options;
	const styles = level === 0 ? withoutColor : stylesFor(background);
	return {
		level,
		background,
		isAscii,
		hasMotion,
		symbols: isAscii ? asciiSymbols : unicodeSymbols,
		paint(token, text) {
			const [open, close] = hasAttributes ? styles[token] : none;
			return text === '' ? '' : open + text + close;
		},
	};
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What the environment asks for: NO_COLOR (no-color.org), FORCE_COLOR (0 and false switch off), TERM=dumb, the locale's
 * character set, LITMOS_CONNECTOR_ASCII and LITMOS_CONNECTOR_NO_MOTION.
 */
export function themeOptionsFrom(
	environment: Environment,
	platform: string = process.platform,
): Required<ThemeOptions> {
	const isDumb = environment.TERM === 'dumb';
	const force = environment.FORCE_COLOR;
	const isForcedOff = force === '0' || force === 'false';
	const isForcedOn = force !== undefined && !isForcedOff;
	const isRefused = isForcedOff || isDumb || (environment.NO_COLOR !== undefined && environment.NO_COLOR !== '');
	return {
		level: isForcedOn || !isRefused ? 1 : 0,
		hasAttributes: isForcedOn || !(isDumb || isForcedOff),
		background: backgroundFromColorFgBg(environment.COLORFGBG),
		isAscii: isSet(environment.LITMOS_CONNECTOR_ASCII) || isDumb || !isUnicode(environment, platform),
		hasMotion: !isSet(environment.LITMOS_CONNECTOR_NO_MOTION),
	};
}

const isSet = (value: string | undefined) => value !== undefined && value !== '' && value !== '0' && value !== 'false';

function isUnicode(environment: Environment, platform: string): boolean {
	if (platform === 'win32') {
		return (
			Boolean(environment.WT_SESSION) || environment.TERM_PROGRAM === 'vscode' || environment.TERM === 'xterm-256color'
		);
	}
	if (environment.TERM === 'linux') return false;
	const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG || '';
	// An unset locale is common in containers whose terminal shows UTF-8 well; an explicit other character set is a wish.
	return locale === '' || locale === 'C' || locale === 'POSIX' || /utf-?8/i.test(locale) || !locale.includes('.');
}

function backgroundFromColorFgBg(value: string | undefined): Background {
	const last = value?.split(';').at(-1);
	if (last === undefined || !/^\d+$/.test(last)) return 'unknown';
	return Number(last) === 7 || Number(last) > 8 ? 'light' : 'dark';
}

/** Reads the terminal's answer to the background query (OSC 11), for instance `rgb:ffff/ffff/ffff`. */
export function backgroundFromAnswer(answer: string): Background {
	const match = /rgba?:([0-9a-f]{1,4})\/([0-9a-f]{1,4})\/([0-9a-f]{1,4})/i.exec(answer);
	if (!match) return 'unknown';
	const [red, green, blue] = match.slice(1).map((part) => Number.parseInt(part, 16) / (16 ** part.length - 1));
	return 0.299 * (red ?? 0) + 0.587 * (green ?? 0) + 0.114 * (blue ?? 0) > 0.5 ? 'light' : 'dark';
}
