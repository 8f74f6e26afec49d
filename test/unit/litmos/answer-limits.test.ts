import {execFile} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {afterEach, describe, expect, it} from 'vitest';
import {readRows} from '../../../source/litmos/answer-rows.ts';
import {fieldsOf, toCourse} from '../../../source/litmos/row-mapping.ts';
import {answerLimits, type Shape} from '../../../source/litmos/rows.ts';
import {accounts, caught, type FakeLitmos, fakeLitmos, type Respond, users} from './fake-litmos.ts';

const list: Shape = {root: ['Users'], row: 'User', fields: new Set(['id', 'name'])};
const xmlUser = (id: string, more = '') => `<User><Id>${id}</Id>${more}</User>`;

/** A body that never ends, and how many pieces of it were taken. */
function endless(first: string, again: string) {
	const body = {
		taken: 0,
		async *pieces() {
			yield Buffer.from(first);
			for (;;) {
				body.taken++;
				yield Buffer.from(again);
			}
		},
	};
	return body;
}
async function* whole(text: string) {
	for (let at = 0; at < text.length; at += 65_536) yield Buffer.from(text.slice(at, at + 65_536));
}

describe('what is kept of an answer', () => {
	it('are the fields that are used, however much else there is', async () => {
		const noise = `<LoginKey>x</LoginKey><Custom><Id>no</Id><Deep><Name>no</Name></Deep></Custom><Bio>${'b'.repeat(99_999)}</Bio>`;
		const [row] = await readRows(whole(`<Users>${xmlUser('a', `${noise}<Name>Ana</Name>`)}</Users>`), list);
		expect(row).toEqual({
			fields: new Map([
				['id', 'a'],
				['name', 'Ana'],
			]),
		});
		const json = JSON.stringify([{Id: 'a', LoginKey: 'x', Custom: {Id: 'no'}, More: [{Id: 'no'}], Name: 'Ana'}]);
		expect(await readRows(whole(json), list)).toEqual([row]);
	});

	it('is all that the mapping of a course asks for', () => {
		expect(fieldsOf(toCourse)).toContain('ecommercelongdescription');
		expect(fieldsOf(toCourse)).not.toContain('loginkey');
	});

	it.each(['xml', 'json'])('is the beginning of an endless description: %s', async (form) => {
		const long = 'd'.repeat(150_000);
		const text =
			form === 'xml'
				? `<Users>${xmlUser('a', `<Name>${long}</Name>`)}</Users>`
				: JSON.stringify([{Id: 'a', Name: long}]);
		const [row] = await readRows(whole(text), list);
		expect(row?.fields.get('name')).toBe('d'.repeat(answerLimits.text));
		expect(row?.isCut).toBe(true);
	});
});

describe('an answer made to exhaust', () => {
	it.each([
		['rows for ever', '<Users>', xmlUser('a').repeat(50), 'too-many'],
		['one text for ever', '<Users><User><Id>', 'A'.repeat(100_000), 'too-large'],
		['one text nobody wants for ever', '<Users><User><Bio>', 'A'.repeat(100_000), 'too-large'],
		['one tag for ever', '<Users><User ', `a${'A'.repeat(100_000)}="x" `, 'too-large'],
		['one attribute for ever', '<Users><User a="', 'A'.repeat(100_000), 'too-large'],
		['comments for ever', '<Users>', `<!--${'c'.repeat(100_000)}-->`, 'too-large'],
		['blanks for ever', '', ' '.repeat(100_000), 'too-large'],
		['elements within elements for ever', '<Users><User>', '<a>'.repeat(1_000), 'too-deep'],
	])('%s is left as soon as that is plain', async (_, first, again, kind) => {
		const body = endless(first, again);
		await expect(readRows(body.pieces(), list)).rejects.toMatchObject({kind});
		expect(body.taken).toBeLessThan(500);
	});

	it('elements nobody knows for ever are a page that is too heavy', async () => {
		const body = endless(`<Users>${xmlUser('a')}`, '<a>b</a>'.repeat(10_000));
		await expect(readRows(body.pieces(), list, 'utf-8', {...answerLimits, xmlBytes: 5_000_000})).rejects.toMatchObject({
			rows: 1,
		});
	});

	const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

	it.each([
		['within a field that nobody uses', `[{"Id":"a","CustomFields":${deep(100_000)}}]`],
		['as the list', `{"Users":${deep(100_000)}}`],
		['as lists within lists', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
	])('nested JSON is refused: %s', async (_, text) => {
		await expect(readRows(whole(text), list)).rejects.toMatchObject({kind: 'too-deep'});
	});

	it('JSON as deep as custom fields are is read', async () => {
		const rows = await readRows(whole(`[{"Id":"a","CustomFields":${deep(100)}},{"Id":"b"}]`), list);
		expect(rows.map(({fields}) => fields.get('id'))).toEqual(['a', 'b']);
	});

	it('a page of 150 MB of descriptions fits into a heap of 64 MB', async () => {
		const child = fileURLToPath(new URL('heavy-page.ts', import.meta.url));
		// An engine that runs out of its heap ends the process.
		const run = promisify(execFile)(process.execPath, ['--max-old-space-size=64', child], {timeout: 120_000});
		const {rows, maxRssMb} = JSON.parse((await run).stdout) as {rows: number; maxRssMb: number};
		expect(rows).toBe(1_000);
		expect(maxRssMb).toBeLessThan(300);
	});
});

describe('a page that is too heavy', () => {
	let litmos: FakeLitmos;
	afterEach(() => litmos.close());
	const start = async (respond: Respond, limits = {}) => {
		litmos = await fakeLitmos(respond, {pageSize: 100}, {}, {limits: {...answerLimits, ...limits}});
		return litmos;
	};
	const all = Array.from({length: 250}, (_, index) => `id${index}`);
	const pageOf = (query: Record<string, string>) => all.slice(Number(query.start ?? 0)).slice(0, Number(query.limit));
	async function readAll({client}: FakeLitmos) {
		const ids: string[] = [];
		for (let at: number | null = 0; at !== null; ) {
			const page: Awaited<ReturnType<typeof client.page<'accounts'>>> = await client.page(accounts, at);
			ids.push(...page.rows.map(({id}) => id));
			at = page.next;
		}
		return ids;
	}

	it.each([
		['XML', ({query}: {query: Record<string, string>}) => users(pageOf(query)), {xmlBytes: 1_500}],
		[
			'JSON',
			({query}: {query: Record<string, string>}) => JSON.stringify(pageOf(query).map((Id) => ({Id}))),
			{jsonBytes: 600},
		],
	])('is asked for in smaller ones, and nothing is missing: %s', async (_, respond, limits) => {
		const fake = await start(respond, limits);
		expect(await readAll(fake)).toEqual(all);
		const asked = fake.seen.map(({query}) => Number(query.limit));
		expect(asked[0]).toBe(100);
		// Few tries, and what fits is kept for the pages after.
		expect(asked.filter((limit) => limit > asked.at(-1)!).length).toBeLessThan(4);
		expect(new Set(asked.slice(5)).size).toBe(1);
	});

	it('with only a row or two in it has its own words', async () => {
		const fake = await start(() => `<Users><User><Id>a</Id><Bio>${'x'.repeat(5_000)}</Bio></User></Users>`, {
			row: 2_000,
		});
		const problem = await caught(fake.client.page(accounts, 0));
		expect(problem).toMatchObject({code: 'litmos/unexpected-answer', exit: 1, retryable: false});
		expect(problem.what).toBe('Litmos sent a response that is too large (/users)');
		expect(fake.seen).toHaveLength(1);
	});

	it('is a problem where no smaller one can be asked for', async () => {
		const fake = await start(() => `<User>${'<Id>a</Id>'.repeat(500)}</User>`, {xmlBytes: 1_000});
		expect((await caught(fake.client.account('a'))).what).toContain('too large');
		expect(fake.seen).toHaveLength(1);
	});
});
