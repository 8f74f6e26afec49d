import {useCallback, useEffect, useRef, useState} from 'react';
import type {Overview} from '../../c1z/explorer-answers.ts';
import type {ExplorerClient} from '../../c1z/explorer-client.ts';
import {Problem} from '../../problem/problem.ts';

/** The sums, read again as the data grows, one look at a time; `again` after a failure. */
export function useOverview(
	client: ExplorerClient,
	version: number,
): {overview: Overview | undefined; problem: Problem | undefined; again: () => void} {
	const [overview, setOverview] = useState<Overview>();
	const [problem, setProblem] = useState<Problem>();
	const [attempt, setAttempt] = useState(0);
	const wanted = useRef('');
	const isLooking = useRef(false);
	useEffect(() => {
		wanted.current = `${version} ${attempt}`;
		if (isLooking.current) return;
		isLooking.current = true;
		const look = async () => {
			for (let seen = ''; seen !== wanted.current; ) {
				seen = wanted.current;
				setOverview(await client.overview());
				setProblem(undefined);
			}
		};
		look()
			.catch((error: unknown) => setProblem(Problem.from(error)))
			.finally(() => {
				isLooking.current = false;
			});
	}, [client, version, attempt]);
	const again = useCallback(() => setAttempt((now) => now + 1), []);
	return {overview, problem, again};
}
