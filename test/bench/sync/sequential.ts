import type {Listing, ListingKind, LitmosClient} from '../../../source/litmos/client.ts';

/**
 * The plain reader to compare with: one request after the other, pages of 500, in the order in which baton-litmos reads
 * (accounts, teams, courses, then the people of each). It keeps nothing but the ids it needs, which is less work than
 * any reader that is of use.
 */
export async function readSequentially(client: LitmosClient): Promise<number> {
	let rows = 0;
	async function* ids(listing: Listing<ListingKind>): AsyncGenerator<string> {
		for (let start: number | null = 0; start !== null; ) {
			const page: {rows: {id: string}[]; next: number | null} = await client.page(listing, start);
			rows += page.rows.length;
			for (const {id} of page.rows) yield id;
			start = page.next;
		}
	}
	const all = async (listing: Listing<ListingKind>) => {
		const found: string[] = [];
		for await (const id of ids(listing)) found.push(id);
		return found;
	};
	await all({kind: 'accounts', of: ''});
	const teams = await all({kind: 'teams', of: ''});
	const courses = await all({kind: 'courses', of: ''});
	for (const of of teams) for await (const _ of ids({kind: 'team-members', of}));
	for (const of of courses) for await (const _ of ids({kind: 'course-people', of}));
	return rows;
}
