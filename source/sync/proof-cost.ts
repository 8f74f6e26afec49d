/** With so few lists every end is proven by two requests: even so the sync fits into one minute of Litmos' allowance. */
const fewLists = 30;
/** With so few by one request each, which fits into that minute too. */
const someLists = 48;
/** What proofs of ends cost at least beyond that, where nothing is suspicious. */
export const leastAllowance = 5;
const allowedShare = 0.018;

/** Requests that prove the end of each of so many lists; 0: only some ends are proven. `isEach`: each is in any case. */
export function looksPerList(lists: number, isEach: boolean): 0 | 1 | 2 {
	if (isEach || lists <= fewLists) return 2;
	return lists <= someLists ? 1 : 0;
}

/** How many requests a sync of many lists, itself of so many requests, may spend on proofs that no evidence asks for. */
export function proofAllowance(requests: number): number {
	return Math.max(leastAllowance, Math.floor(requests * allowedShare));
}

/**
 * What the proofs cost at most that a sync of so many lists makes of a Litmos that answers properly, itself of so many
 * requests; `isEach`: whether each list is proven in any case.
 */
export function proofRequests(lists: number, requests: number, isEach = false): number {
	const looks = looksPerList(lists, isEach);
	if (looks === 0) return proofAllowance(requests);
	// Teams and courses are proven once more, since everything else depends on them.
	return looks === 1 ? lists + 2 : 2 * lists;
}
