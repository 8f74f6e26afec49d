import {count, plural} from '../../text/amounts.ts';

/** What changed since the last push. */
export const changeMessages = {
	/** @param value above or below zero */
	delta: (value: number, one: string) => `${value > 0 ? '+' : '−'}${plural(Math.abs(value), one)}`,
	changed: (value: number) => `${count(value)} changed`,
} as const;
