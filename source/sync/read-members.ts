import {warningMessages} from '../c1z/warning-messages.ts';
import {resourceTypeIds} from '../connector/ids.ts';
import {Problem} from '../problem/problem.ts';
import {ListEnds, listingKey} from './list-ends.ts';
import {ofList} from './list-problem.ts';
import {type Run, store} from './run.ts';

type MemberListing = {kind: 'course-people' | 'team-members'; of: string};

/**
 * Runs a read of the members of a course or team. One that is gone meanwhile is removed, with a warning; any other
 * failure says which course or team it is about.
 */
export async function readMembers(run: Run, listing: MemberListing, read: () => Promise<void>): Promise<void> {
	try {
		await read();
	} catch (error) {
		if (!(error instanceof Problem) || error.code !== 'litmos/not-found') throw ofList(run.file, listing, error);
		forget(run, listing);
	}
}

/** Marks something as gone, in an order that a crash at any point cannot turn into a wrong result. */
function forget(run: Run, listing: MemberListing): void {
	const key = listingKey(listing);
	const isCourse = listing.kind === 'course-people';
	run.file.setNote(`vanished:${key}`, 'true');
	run.file.removeResource(isCourse ? resourceTypeIds.course : resourceTypeIds.team, listing.of);
	run.ends.forget(key);
	store(run, {
		warnings: [
			{
				kind: isCourse ? 'course-vanished' : 'team-vanished',
				subject: listing.of,
				detail: isCourse ? warningMessages.courseVanished : warningMessages.teamVanished,
			},
		],
		checkpoint: {listing: key, next: null, rows: 0},
		// Nothing is left to be proven, also after an interruption.
		notes: [ListEnds.noNote(key)],
	});
}
