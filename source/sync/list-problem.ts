import {factsOf} from '../c1z/facts.ts';
import type {WorkingFile} from '../c1z/working-file.ts';
import {resourceTypeIds} from '../connector/ids.ts';
import type {Listing, ListingKind} from '../litmos/client.ts';
import {Problem} from '../problem/problem.ts';
import {extraListOf} from './extras/table.ts';
import {listMessages} from './list-messages.ts';

const resourceTypeOf: Partial<Record<ListingKind, string>> = {
	'team-members': resourceTypeIds.team,
	'course-people': resourceTypeIds.course,
};

/** What a list belongs to, by name, number and id as far as the working file knows them. */
function nameOf(file: WorkingFile | null, {kind, of}: Listing): string {
	const type = resourceTypeOf[kind] ?? extraListOf(kind)?.of;
	const resource = file && type !== undefined && of !== '' ? file.resource(type, of) : null;
	return listMessages.nameOf(resource?.displayName ?? '', of, resource ? factsOf(resource).number : '');
}

/** The list as a person says it; `of` is the name and id of what it belongs to. */
function listNameOf(kind: ListingKind, of: string): string {
	return extraListOf(kind)?.name(of) ?? listMessages.list(kind as Parameters<typeof listMessages.list>[0], of);
}

/** A list that cannot be read to a proven end, `sync/incomplete`. */
export function incompleteList(file: WorkingFile | null, listing: Listing, failure: 'stuck' | 'unsettled'): Problem {
	const list = listNameOf(listing.kind, nameOf(file, listing));
	return new Problem({code: 'sync/incomplete', ...listMessages[failure](list), retryable: true});
}

/** What Litmos said to one list among many, with the name of the course or team it said it for. */
export function ofList(file: WorkingFile, listing: Listing, error: unknown): unknown {
	if (!(error instanceof Problem) || listing.of === '') return error;
	const name = nameOf(file, listing);
	if (error.code === 'litmos/forbidden') {
		const texts =
			listing.kind === 'course-people'
				? listMessages.courseForbidden(name, listing.of)
				: listMessages.teamForbidden(name);
		return new Problem({code: error.code, ...texts, cause: error});
	}
	if (error.code !== 'litmos/unexpected-answer' && error.code !== 'litmos/not-acceptable') return error;
	const what = listMessages.failedFor(error.what, listNameOf(listing.kind, name));
	return new Problem({...error.toJSON(), what, cause: error});
}
