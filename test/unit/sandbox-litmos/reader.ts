import {Parser} from 'htmlparser2';
import type {LitmosBehaviour} from '../../sandbox/litmos/behaviour.ts';
import {type LitmosSandbox, type LitmosSandboxOptions, startLitmosSandbox} from '../../sandbox/litmos/server.ts';

export interface Element {
	name: string;
	attributes: Record<string, string>;
	text: string;
	children: Element[];
}

/** Reads XML into a tree; throws when there is not exactly one root. */
export function parseXml(xml: string): Element {
	const top: Element = {name: '', attributes: {}, text: '', children: []};
	const open = [top];
	const parser = new Parser(
		{
			onopentag(name, attributes) {
				const element: Element = {name, attributes, text: '', children: []};
				open.at(-1)?.children.push(element);
				open.push(element);
			},
			ontext(text) {
				const element = open.at(-1);
				if (element) element.text += text;
			},
			onclosetag() {
				open.pop();
			},
		},
		{xmlMode: true},
	);
	parser.end(xml);
	const [root] = top.children;
	if (root === undefined || top.children.length !== 1) throw new Error(`no single root in ${xml.slice(0, 200)}`);
	return root;
}

/** Texts of an element's children by name. */
export function record(element: Element): Record<string, string> {
	return Object.fromEntries(element.children.map(({name, text}) => [name, text]));
}

export interface Client {
	sandbox: LitmosSandbox;
	get(path: string, headers?: Record<string, string>): Promise<Response>;
	send(method: string, path: string, body?: string, type?: string): Promise<Response>;
	xml(path: string): Promise<Element>;
	json(path: string): Promise<unknown>;
	/** All pages of a listing, rows in order; ends at a page with fewer rows than the limit. */
	all(path: string, limit?: number): Promise<Record<string, string>[]>;
}

export async function openSandbox(
	options: Omit<LitmosSandboxOptions, 'behaviour'> & {behaviour?: Partial<LitmosBehaviour>} = {},
): Promise<Client> {
	const sandbox = await startLitmosSandbox({...options, behaviour: {limiter: 'none', ...options.behaviour}});
	const address = (path: string) => `${sandbox.url}/v1.svc${path}${path.includes('?') ? '&' : '?'}source=test`;
	const client: Client = {
		sandbox,
		get: (path, headers = {}) => fetch(address(path), {headers: {apikey: sandbox.apiKey, ...headers}}),
		send: (method, path, body, type = 'application/xml') =>
			fetch(address(path), {
				method,
				headers: {apikey: sandbox.apiKey, 'content-type': type},
				...(body === undefined ? {} : {body}),
			}),
		async xml(path) {
			const response = await client.get(path);
			const text = await response.text();
			if (response.status !== 200) throw new Error(`${response.status} for ${path}: ${text}`);
			return parseXml(text);
		},
		async json(path) {
			const response = await client.get(path, {accept: 'application/json'});
			return JSON.parse(await response.text());
		},
		async all(path, limit = 1000) {
			const rows: Record<string, string>[] = [];
			for (;;) {
				const page = await client.xml(`${path}${path.includes('?') ? '&' : '?'}limit=${limit}&start=${rows.length}`);
				rows.push(...page.children.map(record));
				if (page.children.length < limit) return rows;
			}
		},
	};
	return client;
}
