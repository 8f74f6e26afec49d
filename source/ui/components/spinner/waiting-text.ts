import {duration} from '../../../text/amounts.ts';

/** A shorter wait is none. */
const longWait = 5000;

/** What is waited for and, once that takes long, for how long: whoever waits wants to see that it goes on. */
export function waitingText(label: string, milliseconds: number): string {
	return milliseconds < longWait ? label : `${label} · ${duration(Math.floor(milliseconds / 1000))}`;
}
