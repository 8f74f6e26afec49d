import type {LitmosClient} from '../litmos/client.ts';
import type {Account} from '../litmos/records.ts';
import {Problem} from '../problem/problem.ts';
import {assignmentMessages} from './messages.ts';
import {everyPage} from './read-list.ts';

/** How many of several people are named; a shared mailbox may have hundreds. */
const shown = 10;

/**
 * The account a person named by its id, user name or e-mail, in that order; null when there is none. An e-mail is
 * searched for, since it need not be the user name, and counts in any case of letters. Throws `input/invalid` when
 * several accounts have it: Litmos does not keep e-mails unique (Litmos fact sheet, section 7).
 */
export async function findAccount(
	client: Pick<LitmosClient, 'account' | 'page'>,
	wanted: string,
	signal?: AbortSignal,
): Promise<Account | null> {
	const named = await client.account(wanted, {signal});
	if (named !== null || !wanted.includes('@')) return named;
	const found = new Map<string, Account>();
	for await (const page of everyPage(client, {kind: 'accounts', of: ''}, {search: wanted, signal})) {
		for (const account of page) {
			// The later version of an account counts.
			if (isSame(account.email, wanted)) found.set(account.id, account);
			else found.delete(account.id);
		}
	}
	const [first = null, ...others] = found.values();
	if (others.length > 0) throw severalHaveIt(wanted, [...found.values()]);
	return first;
}

function isSame(one: string, other: string): boolean {
	return one.trim().toLowerCase() === other.trim().toLowerCase();
}

function severalHaveIt(email: string, accounts: readonly Account[]): Problem {
	const names = accounts.slice(0, shown).map(({id, userName}) => `${userName} (${id})`);
	return new Problem({code: 'input/invalid', ...assignmentMessages.severalAccounts(email, names, accounts.length)});
}
