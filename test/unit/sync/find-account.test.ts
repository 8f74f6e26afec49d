import {expect, test} from 'vitest';
import type {LitmosClient, Page} from '../../../source/litmos/client.ts';
import type {Account} from '../../../source/litmos/records.ts';
import {findAccount} from '../../../source/sync/find-account.ts';

const account = (id: string, userName: string, email = ''): Account => ({
	id,
	userName,
	email,
	firstName: '',
	lastName: '',
	active: true,
	accessLevel: 'Learner',
	brand: '',
});

/** Two rows a page; the search looks into names, too, as Litmos' does. */
function tenant(...accounts: Account[]) {
	const searches: {search: string | undefined; start: number}[] = [];
	const client = {
		async account(wanted: string) {
			return accounts.find(({id, userName}) => id === wanted || userName === wanted) ?? null;
		},
		async page(_: unknown, start: number, {search = ''}: {search?: string} = {}): Promise<Page<'accounts'>> {
			searches.push({search, start});
			const hits = accounts.filter(({userName, email}) =>
				`${userName} ${email}`.toLowerCase().includes(search.toLowerCase()),
			);
			return {rows: hits.slice(start, start + 2), next: start + 2 <= hits.length ? start + 2 : null, unusable: 0};
		},
	} as unknown as LitmosClient;
	return {client, searches};
}

test('an id and a user name are found without a search', async () => {
	const {client, searches} = tenant(account('A1', 'ana', 'ana@example.com'), account('B1', 'bo@example.com'));
	expect(await findAccount(client, 'A1')).toMatchObject({id: 'A1'});
	expect(await findAccount(client, 'bo@example.com')).toMatchObject({id: 'B1'});
	expect(await findAccount(client, 'nobody')).toBeNull();
	expect(searches).toEqual([]);
});

test('an e-mail is found in any case, on any page, and only as a whole', async () => {
	const {client, searches} = tenant(
		account('A1', 'a', 'xana@example.com'),
		account('B1', 'b', 'ana@example.com.au'),
		account('C1', 'c', 'Ana@Example.com'),
	);
	expect(await findAccount(client, 'ana@example.com')).toMatchObject({id: 'C1'});
	// The last one shows that nothing follows.
	expect(searches.map(({start}) => start)).toEqual([0, 1, 2]);
	expect(await findAccount(client, 'na@example.com')).toBeNull();
});

test('an e-mail of several is refused, and all are named', async () => {
	const {client} = tenant(account('A1', 'one', 'shared@example.com'), account('B1', 'two', 'SHARED@example.com'));
	await expect(findAccount(client, 'shared@example.com')).rejects.toMatchObject({
		code: 'input/invalid',
		what: expect.stringContaining('More than one account'),
		why: 'They are one (A1), two (B1).',
	});
});

test('one account that a moving list gives twice is one', async () => {
	const ana = account('A1', 'ana', 'ana@example.com');
	const {client} = tenant(ana, ana, ana);
	expect(await findAccount(client, 'Ana@example.com')).toMatchObject({id: 'A1'});
});
