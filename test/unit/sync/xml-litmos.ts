import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {LitmosTarget} from '../../../source/litmos/client.ts';

/** A value of a field as a person typed it; null = no value, which Litmos writes in three ways; undefined = left out. */
export type Text = string | null | undefined;
export type XmlRecord = Readonly<Record<string, Text>>;

/** Rows by path, e.g. `/teams/{id}/users`. */
export type Listings = ReadonlyMap<string, {root: string; row: string; rows: readonly XmlRecord[]}>;

/**
 * Serves listings as Litmos writes XML (Litmos fact sheet, sections 1.6 to 1.8 and 2), independent of the sandbox and of
 * the code that reads it: what is not listed is a 404.
 */
export class XmlLitmos {
	listings: Listings = new Map();
	requests = 0;
	readonly #server: Server;

	private constructor(server: Server) {
		this.#server = server;
	}

	static async start(): Promise<XmlLitmos> {
		const server = createServer();
		const litmos = new XmlLitmos(server);
		server.on('request', (request, response) => {
			litmos.requests++;
			const url = new URL(request.url!, 'http://x');
			const listing = litmos.listings.get(decodeURIComponent(url.pathname).replace('/v1.svc', ''));
			if (!listing) {
				response.writeHead(404).end();
				return;
			}
			const start = Number(url.searchParams.get('start') ?? 0);
			const limit = Math.min(1000, Number(url.searchParams.get('limit') ?? 100));
			const rows = listing.rows.slice(start, start + limit);
			response.writeHead(200, {'content-type': 'application/xml; charset=utf-8'}).end(xml(listing, rows));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return litmos;
	}

	get target(): LitmosTarget {
		const baseUrl = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
		return {baseUrl, source: 'acme', apiKey: 'key', requestsPerMinute: Number.POSITIVE_INFINITY};
	}

	close(): Promise<void> {
		this.#server.closeAllConnections();
		return new Promise((resolve) => this.#server.close(() => resolve()));
	}
}

const namespace = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"';

function xml({root, row}: {root: string; row: string}, rows: readonly XmlRecord[]): string {
	if (rows.length === 0) return `<${root} ${namespace}/>`;
	return `<${root} ${namespace}>${rows.map((record) => `<${row}>${fields(record)}</${row}>`).join('')}</${root}>`;
}

function fields(record: XmlRecord): string {
	return Object.entries(record)
		.map(([name, value]) => {
			if (value === undefined) return '';
			if (value === null) return `<${name} i:nil="true" />`;
			return value === '' ? `<${name}/>` : `<${name}>${xmlText(value)}</${name}>`;
		})
		.join('');
}

/** As .NET does it: control characters as references, although XML 1.0 does not allow them. */
function xmlText(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll(/[^\t\n -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, (character) => {
			return `&#x${character.codePointAt(0)!.toString(16).toUpperCase()};`;
		});
}

/** What of a text is a text: XML has no place for the rest, and no reader of Litmos sees it. */
export function readable(text: Text): string {
	return (text ?? '').replaceAll(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
}
