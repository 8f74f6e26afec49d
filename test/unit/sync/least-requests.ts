import {createDataset, type Dataset, type DatasetSize, type SizeName} from '../../../source/sandbox/litmos/dataset.ts';

/** What a plain sync of an invented tenant takes at the very least, with pages of so many rows. */
export interface Least {
	requests: number;
	/** Records of Litmos in all listings. */
	rows: number;
}

/**
 * Litmos tells no totals: a listing ends with a page that is not full (Litmos fact sheet, section 2), so a last page
 * that happens to be full costs one request more. Nobody can do with less.
 */
export function leastRequests(size: SizeName | DatasetSize, seed = 1, pageSize = 1000): Least {
	const data: Dataset = createDataset(size, seed);
	const listings = [data.size.accounts, data.size.teams, data.size.courses];
	for (let team = 0; team < data.size.teams; team++) listings.push(data.teams.size(team));
	for (let course = 0; course < data.size.courses; course++) listings.push(data.enrolments.people(course).length);
	return {
		requests: listings.reduce((sum, rows) => sum + Math.floor(rows / pageSize) + 1, 0),
		rows: listings.reduce((sum, rows) => sum + rows, 0),
	};
}
