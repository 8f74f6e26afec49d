import {useEffect, useState} from 'react';
import type {ExplorerClient} from '../../c1z/explorer-client.ts';
import {Problem} from '../../problem/problem.ts';
import {useWizard} from './wizard-context.tsx';

/** Something of what is read is in the file; before that there is none, or one of an earlier read. */
type Opened = ExplorerClient | Problem | undefined;

/** How long to wait before a file is tried again that another program uses, ms. */
const pause = 500;

/** Looks into the working file while the sync still writes it; a read anew is a file of its own. */
export function useWorkingFile(): Opened {
	const {state, context} = useWizard();
	const {sync} = state;
	const [opened, setOpened] = useState<Opened>();
	const [retries, setRetries] = useState(0);
	const isBegun = sync.resumed !== null || sync.counts !== null || sync.work.status !== 'running';
	// What could not be opened while it was being written may be there with the next page.
	const attempt = opened instanceof Problem && sync.work.status === 'running' ? sync.counts : null;
	// biome-ignore lint/correctness/useExhaustiveDependencies: each read begins with news of its own
	useEffect(() => {
		const path = isBegun ? context.workingFile() : undefined;
		if (path === undefined) return;
		let isOver = false;
		let timer: NodeJS.Timeout | undefined;
		const opening = context.explore(path);
		opening.then(
			(client) => !isOver && setOpened(client),
			(error: unknown) => {
				if (isOver) return;
				const problem = Problem.from(error);
				setOpened(problem);
				// Once the read is over no page comes any more that could tell that the file is free.
				if (problem.code === 'sync/locked') timer = setTimeout(() => setRetries((now) => now + 1), pause);
			},
		);
		return () => {
			isOver = true;
			clearTimeout(timer);
			// A problem is shown until the next try has an answer: in between, the page would jump.
			setOpened((now) => (now instanceof Problem ? now : undefined));
			opening.then(
				(client) => client.close(),
				() => {},
			);
		};
	}, [context, sync.resumed, isBegun, attempt, retries]);
	return opened;
}
