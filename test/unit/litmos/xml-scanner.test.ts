import fc from 'fast-check';
import {Parser} from 'htmlparser2';
import {expect, it} from 'vitest';
import {XmlScanner} from '../../../source/litmos/xml-scanner.ts';

type Event = [what: string, detail: string | boolean];

/** Texts that come in pieces are one text. */
function joined(events: Event[]): Event[] {
	const out: Event[] = [];
	for (const [what, detail] of events) {
		const last = out.at(-1);
		if (what === 'text' && last?.[0] === 'text') last[1] = `${last[1]}${detail}`;
		else out.push([what, detail]);
	}
	return out;
}

function scanned(pieces: readonly string[]): Event[] {
	const events: Event[] = [];
	const scanner = new XmlScanner({
		open: (name) => events.push(['open', name]),
		text: (source, start, end) => events.push(['text', source.slice(start, end)]),
		close: (isImplied) => events.push(['close', isImplied]),
		declaration: (content) => events.push(['declaration', content]),
	});
	for (const piece of pieces) scanner.write(piece);
	return joined(events);
}

/** What the parser of browsers' HTML makes of it in its mode for XML. */
function parsed(text: string): Event[] {
	const events: Event[] = [];
	const parser = new Parser(
		{
			onopentagname: (name) => events.push(['open', name]),
			ontext: (content) => events.push(['text', content]),
			onclosetag: (_, isImplied) => events.push(['close', isImplied]),
			onprocessinginstruction: (_, data) => {
				if (data.startsWith('!')) events.push(['declaration', data.slice(1)]);
			},
		},
		{xmlMode: true, decodeEntities: false, lowerCaseTags: false},
	);
	parser.write(text);
	return joined(events);
}

const parts = [
	...['<a>', '</a>', '<b:c d="e>f" g=\'</a>\'>', '</b:c>', '<a/>', '<a b="/" />', '<a\n>', '</a >', '</none>'],
	...[
		'<!-- <a> > -->',
		'<![CDATA[<a>]]&amp;]]>',
		'<?xml version="1.0"?>',
		'<!DOCTYPE html>',
		'text',
		'&amp;',
		'>',
		'\r\n',
	],
];

it('finds what an HTML parser finds in XML, however it is cut', () => {
	fc.assert(
		fc.property(fc.array(fc.constantFrom(...parts), {maxLength: 12}), fc.integer({min: 1, max: 40}), (all, size) => {
			const text = `${all.join('')}<end>`;
			const pieces = Array.from({length: Math.ceil(text.length / size)}, (_, index) =>
				text.slice(index * size, (index + 1) * size),
			);
			expect(scanned(pieces)).toEqual(parsed(text));
		}),
		{numRuns: 500},
	);
});
