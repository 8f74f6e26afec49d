/** A resource as the explorer reads it from the working file. */
export interface ResourceRow {
	key: number;
	id: string;
	name: string;
	login: string;
	email: string;
	level: string;
	code: string;
	number: string;
	parent: string;
	active: number;
	grants: number;
}

/** Asks for one of them by its key. */
export const resourceRow = `select resources.*, coalesce(held.grants, 0) as grants
	from resources left join held on resource = key where key = ?`;

/** How many hold an entitlement of a resource. */
export type Held = (resource: number, slug: string) => number;

export type AccountLine = ReturnType<typeof accountLine>;
export type TeamLine = ReturnType<typeof teamLine>;
export type CourseLine = ReturnType<typeof courseLine>;
/** `type`: the resource type. */
export type ResourceLine = {type: string} & ReturnType<typeof otherLine>;

/** A row of the list of accounts. What a column of the list or a printed list is to show begins as a field here. */
export function accountLine({id, name, login, email, active, level, grants}: ResourceRow) {
	return {id, name, login, email, active: active === 1, level, grants};
}

/** A row of the list of teams. */
export function teamLine({key, id, name, parent}: ResourceRow, held: Held) {
	return {id, name, parentId: parent, members: held(key, 'member')};
}

/** A row of the list of courses. */
export function courseLine({key, id, name, code, number, active}: ResourceRow, held: Held) {
	return {id, name, code, number, active: active === 1, ...studied(key, held)};
}

/** A row of a type without a list of its own kind; `parent` is shown by its name. */
export function otherLine({key, id, name, code, active, parent}: ResourceRow, held: Held) {
	return {id, name, code, active: active === 1, parent, ...studied(key, held)};
}

const studied = (key: number, held: Held) => ({
	assigned: held(key, 'assigned'),
	completed: held(key, 'completed'),
	inProgress: held(key, 'in_progress'),
});
