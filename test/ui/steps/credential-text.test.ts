import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {readCredential} from '../../../source/setup/services/credential-text.ts';

const clientId = 'brave-otter-123@acme.conductor.one/abc';
const key = {kty: 'OKP', crv: 'Ed25519', x: 'x'.repeat(43), d: 'd'.repeat(43)};
const clientSecret = `secret-token:conductorone.com:v1:${Buffer.from(JSON.stringify(key)).toString('base64url')}`;

describe('readCredential', () => {
	it('finds both halves in either order, whatever stands around them', () => {
		const before = fc.constantFrom('', '\n', '\r\n', '  ', 'Client ID: ', 'BATON_CLIENT_ID=', '"', "'", '\t');
		const after = fc.constantFrom('', '\n', '\r\n', '  ', '"', "'", '\t', '\nCopy\n', ' copied');
		fc.assert(
			fc.property(fc.boolean(), before, after, before, after, (isSwapped, one, two, three, four) => {
				const [first, second] = isSwapped ? [clientSecret, clientId] : [clientId, clientSecret];
				expect(readCredential(`${one}${first}${two}\n${three}${second}${four}`)).toEqual({
					clientId,
					clientSecret,
				});
			}),
		);
	});

	it('joins a secret that a terminal has wrapped, and does not swallow the id below it', () => {
		expect(clientSecret.length).toBeGreaterThan(150);
		const wrapped = `${clientSecret.slice(0, 70)}\n${clientSecret.slice(70, 140)}\r\n${clientSecret.slice(140)}`;
		expect(readCredential(wrapped)).toEqual({clientSecret});
		expect(readCredential(`${wrapped}\n${clientId}`)).toEqual({clientId, clientSecret});
	});

	it('takes an id with a port, and an id without anything behind the slash', () => {
		expect(readCredential('calm-newt-39483@127.0.0.1:32827/ccc')).toEqual({
			clientId: 'calm-newt-39483@127.0.0.1:32827/ccc',
		});
		expect(readCredential('a@b.example/')).toEqual({clientId: 'a@b.example/'});
	});

	it('finds nothing where there is nothing', () => {
		for (const text of ['', 'hello', 'ada@example.com', 'https://acme.conductor.one/apps', 'f00dfeed-0000-4000']) {
			expect(readCredential(text)).toEqual({});
		}
	});
});
