import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {field, readRows} from '../../../source/litmos/answer-rows.ts';
import type {Row, Shape} from '../../../source/litmos/rows.ts';
import {encodeXmlText} from '../../../source/litmos/xml-text.ts';

const users: Shape = {root: ['Users'], row: 'User'};
const open = '<Users xmlns:i="http://www.w3.org/2001/XMLSchema-instance">';

/** The text cut into pieces of a few bytes, also within characters. */
async function* pieces(text: string | Uint8Array, size = 1_000_000): AsyncGenerator<Uint8Array> {
	const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const read = (text: string | Uint8Array, shape: Shape = users, size?: number, charset?: string) =>
	readRows(pieces(text, size), shape, charset);
const plain = (rows: Row[]) => rows.map((row) => Object.fromEntries(row.fields));
const one = async (content: string) => plain(await read(`${open}<User>${content}</User></Users>`))[0];

describe('tolerance', () => {
	it('takes nil, empty and missing for the same', async () => {
		const rows = await read(
			`${open}<User><Id>1</Id><Email i:nil="true" /></User><User><Id>2</Id><Email></Email></User>` +
				'<User><Id>3</Id><Email/></User><User><Id>4</Id></User><User><Id>5</Id><Email i:nil="true"></Email></User></Users>',
		);
		expect(rows.map((row) => [field(row, 'id'), field(row, 'email')])).toEqual(
			['1', '2', '3', '4', '5'].map((id) => [id, '']),
		);
	});

	it.each([
		'<Users/>',
		`${open}</Users>`,
		'<Users i:x="y" />',
		'<?xml version="1.0"?>\n<Users>\n</Users>\n',
		'\uFEFF \n<users></users>',
	])('reads the empty list %s', async (text) => expect(await read(text)).toEqual([]));

	it('reads one child as a list of one, whatever the case or prefix of names', async () => {
		expect(plain(await read('<a:USERS><a:user><a:ID>x</a:ID></a:user></a:USERS>'))).toEqual([{id: 'x'}]);
	});

	it('leaves ids and spaces alone', async () => {
		expect(await one('<Id>1234567890e1</Id><A> x  </A><B>-001</B><C>\t</C>')).toEqual({
			id: '1234567890e1',
			a: ' x  ',
			b: '-001',
			c: '\t',
		});
	});

	it('decodes references exactly once and drops what XML forbids', async () => {
		expect(
			await one(
				'<A>&amp;amp;</A><B>&lt;b&gt;&quot;&apos;&#39;&#x41;&#128512;</B><C>a&#x1F;b&#0;c&#xD800;d&#xFFFE;\u0007e</C>' +
					'<D>&nbsp; &amp &; &#xZZ;</D><E>&#x80;</E><F>&#1114112;</F>',
			),
		).toEqual({a: '&amp;', b: `<b>"''A😀`, c: 'abcde', d: '&nbsp; &amp &; &#xZZ;', e: '\u0080', f: ''});
	});

	it('keeps CDATA as it is, and joins it with text', async () => {
		expect(await one('<A>x&amp;<![CDATA[<b>&amp;</b>]]>y</A>')).toEqual({a: 'x&<b>&amp;</b>y'});
	});

	it('makes line ends the same, but not those written as references', async () => {
		expect(await one('<A>a\r\nb\rc&#13;d</A>')).toEqual({a: 'a\nb\nc\rd'});
	});

	it('takes the last of doubled fields and ignores strangers between rows', async () => {
		expect(plain(await read('<Users><Note>n</Note><User><Id>1</Id><Id>2</Id></User><!-- c --></Users>'))).toEqual([
			{id: '2'},
		]);
	});

	it('leaves out rows within rows', async () => {
		const within = '<Courses><Course><Id>c</Id></Course><Course><Id>d</Id></Course></Courses>';
		const rows = await read(`<Users><User><Id>u</Id>${within}<Name>n</Name></User><User>${within}</User></Users>`);
		expect(plain(rows)).toEqual([{id: 'u', name: 'n'}, {}]);
		const json = await read(JSON.stringify([{Id: 'u', Courses: [{Id: 'c'}], Name: 'n'}, {Courses: {Id: 'c'}}]));
		expect(plain(json)).toEqual([{id: 'u', name: 'n'}, {}]);
	});

	it('reads a single object as one row', async () => {
		expect(plain(await read('<Course><Id>c</Id><Name>n</Name></Course>', {root: ['Course'], row: null}))).toEqual([
			{id: 'c', name: 'n'},
		]);
	});

	it('never keeps LoginKey or Password, in XML or JSON', async () => {
		const secret = 'https://acme.litmos.com//login.aspx?loginkey=SECRET';
		const xml = await read(
			`<Users><User><Id>1</Id><LoginKey>${secret}</LoginKey><Password>SECRET</Password></User></Users>`,
		);
		const json = await read(JSON.stringify([{Id: '1', LoginKey: secret, Password: 'SECRET'}]));
		for (const rows of [xml, json]) {
			expect(rows[0]?.fields.get('id')).toBe('1');
			expect(JSON.stringify([...(rows[0]?.fields ?? [])])).not.toContain('SECRET');
		}
	});

	it('minds the charset', async () => {
		const bytes = Uint8Array.from(
			[...'<Users><User><A>']
				.map((c) => c.charCodeAt(0))
				.concat(0xe9, ...[...'</A></User></Users>'].map((c) => c.charCodeAt(0))),
		);
		expect(plain(await read(bytes, users, 5, 'iso-8859-1'))).toEqual([{a: 'é'}]);
		expect(plain(await read('<Users><User><A>é</A></User></Users>', users, 1, 'no-such-charset'))).toEqual([{a: 'é'}]);
	});
});

describe('JSON instead', () => {
	it.each([
		['[{"Id":"a","Active":true,"OriginalId":12,"Brand":null}]'],
		['{"Users":[{"Id":"a","Active":true,"OriginalId":12}]}'],
		['{"Items":[{"Id":"a","Active":true,"OriginalId":12}]}'],
		['{"Users":{"User":{"Id":"a","Active":true,"OriginalId":12}}}'],
	])('%s', async (text) => expect(plain(await read(text))).toEqual([{id: 'a', active: 'true', originalid: '12'}]));

	it('refuses a cut or a strange one', async () => {
		await expect(read('[{"Id":"a"')).rejects.toMatchObject({kind: 'cut-short'});
		await expect(read('{"Detail":"x"}')).rejects.toMatchObject({kind: 'wrong-root'});
	});
});

describe('answers that must not be used', () => {
	const whole = `${open}<User><Id>1</Id><Email i:nil="true"/></User><User><Id>2</Id></User></Users>`;

	it('refuses every cut of an answer', async () => {
		for (let length = 1; length < whole.length; length++) {
			await expect(read(whole.slice(0, length)), `cut at ${length}`).rejects.toMatchObject({name: 'UnusableAnswer'});
		}
		expect(await read(whole)).toHaveLength(2);
	});

	it.each([
		['html', '<!DOCTYPE html><html><body>Maintenance</body></html>'],
		['html', '<html><head></head></html>'],
		['html', '\n\n<!doctype HTML PUBLIC "-//W3C//DTD">\n<Users></Users>'],
		['wrong-root', '<Error><Detail>no</Detail></Error>'],
		['wrong-root', '<Teams></Teams>'],
		['wrong-root', '<Users></Users><Users></Users>'],
		['no-content', ' \n '],
		['no-content', ''],
		['cut-short', '<Users><User><Id>1</Users>'],
		['cut-short', 'plain text'],
	])('%s: %s', async (kind, text) => {
		await expect(read(text)).rejects.toMatchObject({kind});
	});
});

it('gives back any text that was put in, however the bytes are cut', async () => {
	const text = fc.string({
		unit: fc.oneof(
			fc.constantFrom('&', '<', '>', '"', "'", ']', '\r', '\n', '\t', ' ', ';', '#'),
			fc.string({unit: 'binary', minLength: 1, maxLength: 1}),
		),
	});
	await fc.assert(
		fc.asyncProperty(fc.array(fc.record({id: text, name: text})), fc.integer({min: 1, max: 64}), async (rows, size) => {
			const xml = `${open}${rows.map(({id, name}) => `<User><Id>${encodeXmlText(id)}</Id><Name>${encodeXmlText(name)}</Name></User>`).join('')}</Users>`;
			const allowed = (value: string) =>
				[...value]
					.filter((character) => /^[\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]$/u.test(character))
					.join('');
			const expected = rows.map(({id, name}) => ({id: allowed(id), name: allowed(name)}));
			expect(plain(await read(xml, users, size))).toEqual(expected);
		}),
		{numRuns: 200},
	);
});
