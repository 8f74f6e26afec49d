import {writeSync} from 'node:fs';
import {printable} from '../../text/printable.ts';

/** Escape sequences for the terminal as a whole; what is drawn inside is Ink's. */
const sequences = {
	endSynchronized: '\x1b[?2026l',
	pasteOff: '\x1b[?2004l',
	resetStyle: '\x1b[0m',
	leaveAlternate: '\x1b[?1049l',
	wrapOn: '\x1b[?7h',
	wrapOff: '\x1b[?7l',
	showCursor: '\x1b[?25h',
	saveTitle: '\x1b[22;0t',
	restoreTitle: '\x1b[23;0t',
	eraseScreen: '\x1b[H\x1b[2J',
	askBackground: '\x1b]11;?\x07',
} as const;

export const askBackground = sequences.askBackground;
export const eraseScreen = sequences.eraseScreen;

/**
 * Lines longer than the window are cut, not broken. Terminals disagree about the cells of joined emoji; where one counts
 * more than we do, it loses the end of that line, and all other lines stay where they belong.
 */
export const wrapOff = sequences.wrapOff;
export const wrapOn = sequences.wrapOn;

/** Makes `title` the window's; the old one is kept by terminals that can. */
export function titleOn(title: string): string {
	return `${sequences.saveTitle}\x1b]2;${printable(title)}\x07`;
}

export const titleOff = sequences.restoreTitle;

/** Everything that brings a terminal back from any state this program puts it in. */
export const emergencyReset =
	sequences.endSynchronized +
	sequences.pasteOff +
	sequences.resetStyle +
	sequences.leaveAlternate +
	sequences.wrapOn +
	sequences.restoreTitle +
	sequences.showCursor;

/**
 * Resets the terminal when the process ends in a way Ink does not see. Written synchronously: a stream's write is lost
 * when the process exits. `disarm` after a clean end, or the primary screen's cursor would jump.
 */
export function armEmergencyReset(
	write: (text: string) => void = (text) => {
		try {
			writeSync(1, text);
		} catch {
			// The terminal is gone; there is nothing to restore.
		}
	},
): {disarm: () => void} {
	const reset = () => write(emergencyReset);
	process.once('exit', reset);
	return {disarm: () => process.removeListener('exit', reset)};
}
