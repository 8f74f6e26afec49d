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
