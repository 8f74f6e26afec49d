import type {DatabaseSync} from 'node:sqlite';
import {kinds} from './facts.ts';
import {forgetFindings, writeFindings} from './finding-rows.ts';
import {forgetDirectory, writeDirectory} from './read-directory.ts';
import type {Store} from './store.ts';
import {warningMessages} from './warning-messages.ts';
import {grantsByPrincipal} from './working-schema.ts';

/** Everything is read: says what the whole shows, and notes what makes it quick to look into. */
export function closeRows(db: DatabaseSync, store: Store, now: Date): void {
	db.exec(grantsByPrincipal);
	addClosingWarnings(db, store);
	writeDirectory(db);
	db.prepare("insert or replace into meta (key, value) values ('finishedAt', ?)").run(now.toISOString());
	writeFindings(db);
}

/** What was noted at the end is out of date with the first row that comes after. */
export function reopenRows(db: DatabaseSync): void {
	forgetDirectory(db);
	forgetFindings(db);
}

/**
 * What can only be said once everything is there: grants to principals that are not in the file or are not active, and
 * grants of entitlements that never came (these are removed, for they have no message). Saying it twice says it once.
 */
export function addClosingWarnings(db: DatabaseSync, store: Store): void {
	store.removeWarnings('unknown-principal');
	store.removeWarnings('inactive-principal');
	for (const {key, id, grants} of db.prepare('select key, id, grants from entitlements where data is null').all()) {
		store.removeEntitlement(key as number);
		if (!grants) continue;
		store.putWarning({
			kind: 'unusable-row',
			subject: id as string,
			detail: warningMessages.entitlementMissing(grants as number),
			amount: grants as number,
		});
	}
	const unknown = db
		.prepare(
			`select type, id, grants from resources join held on resource = resources.key
				where kind = ? and grants > 0 order by type, id`,
		)
		.all(kinds.placeholder);
	for (const {type, id, grants} of unknown) {
		store.putWarning({
			kind: 'unknown-principal',
			subject: id as string,
			detail: warningMessages.unknownPrincipal(grants as number, type as string),
			amount: grants as number,
		});
	}
	const inactive = db
		.prepare(
			`select id, name, grants from resources join held on resource = resources.key
				where kind = ? and active = 0 and grants > 0 order by sort, id`,
		)
		.all(kinds.account);
	for (const {id, name, grants} of inactive) {
		store.putWarning({
			kind: 'inactive-principal',
			subject: id as string,
			detail: warningMessages.inactivePrincipal(name as string, grants as number),
			amount: grants as number,
		});
	}
}
