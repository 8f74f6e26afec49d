/** "LCw1": marks a SQLite file as a working file of this program. */
export const applicationId = 0x4c437731;
/** Raised with every change that older programs cannot read; what they wrote is read anew from Litmos. */
export const schemaVersion = 6;

/**
 * The working file. Everything is keyed by small integers, so a grant costs about 12 bytes and no message.
 *
 * - `resources` also holds placeholders (kind -1): principals that grants name before, or without, their own row.
 * - `messages` and `entitlements.data` keep the encoded messages; an entitlement of ours is stored without its resource,
 *   which is joined again on the way out.
 * - `held` counts the grants of a principal: beside the long rows of `resources` all of it is read, and written, in a
 *   fraction of the time.
 * - `directory` repeats, for a finished file, keys, search texts and numbers of grants in the order of names, many in a row.
 * - `deadlines`: until when a course must be done (of grants `in_progress`), or until when having done it counts
 *   (`completed`), in seconds since 1970; 1 = past, at a time not known. Findings need it; it is never sent.
 * - `findings` has a row for each kind that was looked for in a finished file; what it found stands in `finding_rows`, from
 *   `first` on. The views are what questions about findings are asked of.
 * - `grant_messages` holds what does not follow from the pair: annotations.
 * - `whole` is always 0: the column is there for the files that earlier versions have begun.
 */
export const workingSchema = `
create table meta (key text primary key, value text not null) without rowid;
create table notes (key text primary key, value text not null) without rowid;
create table counters (name text primary key, n integer not null) without rowid;
create table checkpoints (listing text primary key, next integer, rows integer not null) without rowid;
create table resource_types (key integer primary key, id text not null unique, data blob not null);
create table resources (
	key integer primary key,
	type text not null,
	id text not null,
	kind integer not null default -1,
	active integer not null default 1,
	name text not null default '',
	login text not null default '',
	email text not null default '',
	level text not null default '',
	code text not null default '',
	number text not null default '',
	parent text not null default '',
	sort text not null default '',
	search text not null default ''
);
create unique index resources_by_id on resources (type, id);
create index resources_by_name on resources (kind, sort, search);
create index resources_by_level on resources (kind, active, level);
create table messages (resource integer primary key, data blob not null);
create table entitlements (
	key integer primary key,
	id text not null unique,
	resource integer,
	slug text not null default '',
	grants integer not null default 0,
	whole integer not null default 0,
	data blob
);
create index entitlements_by_resource on entitlements (resource);
create table grants (
	entitlement integer not null,
	principal integer not null,
	primary key (entitlement, principal)
) without rowid;
create table held (
	resource integer primary key,
	grants integer not null
);
create table directory (
	kind integer not null,
	part integer not null,
	keys blob not null,
	ends blob not null,
	texts blob not null,
	grants blob not null,
	primary key (kind, part)
);
create table grant_messages (
	entitlement integer not null,
	principal integer not null,
	whole integer not null,
	data blob not null,
	primary key (entitlement, principal)
) without rowid;
create table warnings (
	key integer primary key,
	kind text not null,
	subject text not null,
	detail text not null,
	amount integer not null,
	unique (kind, subject, detail)
);
create table changes (
	key integer primary key,
	change text not null,
	what text not null,
	id text not null,
	name text not null,
	detail text not null,
	account text not null,
	resource text not null,
	search text not null
);
create table deadlines (
	entitlement integer not null,
	principal integer not null,
	at integer not null,
	primary key (entitlement, principal)
) without rowid;
create table findings (
	kind text primary key,
	first integer not null,
	rows integer not null,
	subjects integer not null,
	amount integer not null
) without rowid;
create table finding_rows (
	key integer primary key,
	resource integer not null,
	other integer not null,
	amount integer not null,
	detail text not null
);
create view accounts as select * from resources where kind = 1;
create view teams as select * from resources where kind = 2;
create view courses as select * from resources where kind = 3;
create view course_grants as
	select g.principal, e.slug, c.key as course from grants g
		join entitlements e on e.key = g.entitlement join courses c on c.key = e.resource;
`;

/**
 * Made after the rows: the grants of one page are all over it, so that it would be most of what is written. Where somebody
 * looks on it comes first, for an account of a half-read tenant opens at once by it.
 */
export const grantsByPrincipal = 'create index if not exists grants_by_principal on grants (principal, entitlement)';
