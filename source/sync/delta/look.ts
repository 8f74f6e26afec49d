import {everyPage} from '../read-list.ts';
import type {Run} from '../run.ts';
import type {ListKind, Members} from './model.ts';

/** The courses or teams of one account, from its own list, read to a proven end: id → whether it is completed. */
export async function listsOfAccount({client, signal, progress}: Run, kind: ListKind, of: string): Promise<Members> {
	const found = new Map<string, boolean>();
	if (kind === 'team-members') {
		for await (const rows of everyPage(client, {kind: 'account-teams', of}, {signal})) {
			for (const {id} of rows) found.set(id, false);
		}
	} else {
		for await (const rows of everyPage(client, {kind: 'account-courses', of}, {signal})) {
			for (const {id, completed} of rows) found.set(id, completed);
		}
	}
	progress.tick();
	return found;
}
