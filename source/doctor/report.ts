import {printableLines} from '../text/printable.ts';
import {reportMessages} from './messages.ts';
import type {Outcome} from './probe.ts';
import {sumLines, tookText} from './render.ts';

/** What is known of whoever runs this, by the word that stands for it in a report. */
export type Personal = Readonly<Record<string, readonly (string | undefined)[]>>;

/** Shorter texts would blank ordinary words. */
const shortest = 3;
const email = /[\w.+-]+@[\w-]+(\.[\w-]+)+/g;
/** Of IPv4, loopback aside; versions have fewer parts. */
const address = /\b(?!127\.)\d{1,3}(\.\d{1,3}){3}\b/g;
const uuid = /\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi;

/** The text without what names a person, a company or a computer; each is replaced by a word in angle brackets. */
export function anonymous(text: string, personal: Personal): string {
	const known = Object.entries(personal)
		.flatMap(([word, values]) => values.map((value) => ({word, value: value ?? ''})))
		.filter(({value}) => value.length >= shortest)
		// The longest first, so that no part of one stays behind.
		.sort((a, b) => b.value.length - a.value.length);
	let clean = text;
	for (const {word, value} of known) clean = clean.replaceAll(new RegExp(escaped(value), 'gi'), `<${word}>`);
	return clean.replaceAll(email, '<email>').replaceAll(uuid, '<id>').replaceAll(address, '<address>');
}

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/**
 * The report as text. What services say themselves is left out, since names may be in it; the rest is this program's own
 * words with everything personal replaced.
 */
export function reportText(
	outcomes: readonly Outcome[],
	about: {version: string; at: string; platform: string; release: string; node: string; personal: Personal},
): string {
	const {version, at, platform, release, node, personal} = about;
	const lines = [
		reportMessages.heading(version, at),
		reportMessages.system(platform, release, node),
		reportMessages.explained,
		'',
		...outcomes.flatMap(({id, result, said, took, facts = {}}) => {
			const time = tookText(took);
			const values = Object.entries(facts).map(([name, value]) => `${name}=${value}`);
			return [
				`${result.padEnd(8)}${id.padEnd(20)}${said}${time === '' ? '' : ` (${time})`}`,
				...(values.length === 0 ? [] : [`${' '.repeat(28)}${values.join(', ')}`]),
			];
		}),
		'',
		...sumLines(outcomes),
	];
	return `${anonymous(printableLines(lines.join('\n')), personal)}\n`;
}
