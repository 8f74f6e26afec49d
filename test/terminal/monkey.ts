import type {KeyName, Terminal} from './terminal.ts';
import {keyNames, keys} from './terminal.ts';

/** What is pasted: words, a list of ids, a credential's shape, controls, wide signs, and more than any field is wide. */
const pasted = [
	'',
	'two\nlines',
	'safety, NOPE\r\nvlk4Wq9hSyQ1',
	'cool-badger-12345@acme.conductor.one/spe',
	'"quoted" <tag> & \u0007 bell \u001b[31mred',
	'日本語のコース 👩‍👩‍👧‍👦 🇨🇭 e\u0301',
	'w i d e '.repeat(60),
];

/** What no key of a keyboard sends, but terminals, mice and broken connections do. */
const garbage = [
	'\u001b[<0;3;3M',
	'\u001b[<0;3;3m',
	'\u001b[<64;10;5M',
	'\u001b[M !!',
	'\u001b[I',
	'\u001b[O',
	'\u001b[999~',
	'\u001b[1;5A',
	'\u001b[12;40R',
	'\u001b[?62;22c',
	'\u001b[97;5u',
	'\u001b]11;rgb:1e1e/1e1e/1e1e\u0007',
	'\u001b]11;rgb:ffff/ffff/ffff\u001b\\',
	'\u001b]52;c;bm90aGluZw==\u0007',
	'\u001bPq\u001b\\',
	'\u001b]',
	'\u001b[',
	'\u001bO',
	'\u001b[200~never ended',
	'\u001b[201~',
	'\u0000',
	'\u007f\u007f\u007f',
	'\u001b\u001b',
	'\u001bb',
	'\ufffd',
];

const wide = ['é', 'ß', '日', '本', '한', '🚗', '👩‍👩‍👧‍👦', '🇨🇭', 'e\u0301', '\u200b', '\u202e', 'ﷺ'];
// No slash: a path typed by chance must not lead out of the home that is thrown away.
const typed = 'abcdefghijklmnopqrstuvwxyzABDENSXY0123456789?.,:-_@ ';
const rare: readonly KeyName[] = ['ctrl-c', 'ctrl-z'];
const named = keyNames.filter((name) => !rare.includes(name));

/** One random key, or two, as a terminal sends them. Ctrl-Z is absent: it needs a shell to come back from. */
export function randomKey(random: () => number): string {
	const pick = <Item>(items: ArrayLike<Item>): Item => items[Math.floor(random() * items.length)] as Item;
	const kind = random();
	if (kind < 0.12) return keys.enter;
	if (kind < 0.16) return keys.escape;
	if (kind < 0.56) return keys[pick(named)];
	if (kind < 0.8) return pick(typed);
	if (kind < 0.86) return pick(wide);
	if (kind < 0.9) return `\u001b[200~${pick(pasted)}\u001b[201~`;
	if (kind < 0.96) return pick(garbage);
	if (kind < 0.9985) return pick(['y', 'n', ' ', '\t', keys.up, keys.down, keys.enter]);
	return keys['ctrl-c'];
}

export const sizes = [
	[60, 16],
	[80, 24],
	[200, 50],
] as const;
const resizes = [...sizes, [30, 8], [61, 17], [100, 16], [60, 40], [12, 3], [133, 31]] as const;

export function randomSize(random: () => number): readonly [number, number] {
	return resizes[Math.floor(random() * resizes.length)] ?? sizes[0];
}

/** Words that only a fault brings to the screen. */
const faults = [
	/^\s+at .+[:(]\d+/m,
	/\b[A-Z][a-z]*Error\b/,
	/\bundefined\b/,
	/\[object \w+\]/,
	/\bNaN\b/,
	/\(node:\d+\)/,
];

/** What is wrong with what the terminal shows; undefined when nothing is. */
export function faultOf(terminal: Terminal): string | undefined {
	const isFrame = terminal.buffer.type === 'alternate';
	const shown = `${terminal.transcript()}\n${isFrame ? terminal.screen() : ''}`;
	const words = faults.find((pattern) => pattern.test(shown));
	if (words !== undefined) return `a fault is shown: ${String(words)}\n${terminal.transcript()}`;
	return terminal.overflows[0];
}

/** Whether the frame fills the window: the keys in its last row, or that there is no space for them. */
export function isWholeFrame(terminal: Terminal): boolean {
	if (terminal.ending !== undefined) return true;
	const lines = terminal.screen().split('\n');
	if (terminal.columns < 60 || terminal.rows < 16) return /It is|small/.test(lines.join('\n'));
	return /help|quit|back/.test(lines.at(-1) ?? '');
}

const redrawn = '\u001b[2J\u001b[H';

/**
 * Resolves when the program has taken every key sent before, or has ended. Ctrl-L is answered on every screen, in the
 * order of the keys; asked again, because an escape right before it makes another key of it.
 */
export async function answered(terminal: Terminal, patience = 60_000): Promise<void> {
	const from = terminal.output.length;
	const isAnswered = () => {
		const written = terminal.output.slice(from).map(({data}) => data);
		return written.join('').includes(redrawn);
	};
	const until = performance.now() + patience;
	for (let askAt = 0; terminal.ending === undefined && !isAnswered(); ) {
		const now = performance.now();
		if (now > until) throw new Error('the program answers no more');
		if (now >= askAt) {
			terminal.send(keys['ctrl-l']);
			askAt = now + 300;
		}
		await pause(5);
	}
	if (terminal.ending !== undefined) await terminal.ended;
	// The next frame may be half way through.
	else await terminal.until(() => isWholeFrame(terminal), 'A whole frame');
}

/** For keys to arrive in reads of their own; nothing is waited for by time. */
export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
