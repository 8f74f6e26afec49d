import {useEffect, useState} from 'react';
import type {Comparison} from '../../c1z/changes.ts';
import {useWizard} from './wizard-context.tsx';

/** What changed since the last push of this account: `none` before the first one, undefined until it is known. */
export type SinceLastPush = Comparison | 'none' | undefined;

/** Compares once the read is complete. What cannot be compared is said by the push itself, which compares again. */
export function useLastPush(): SinceLastPush {
	const {state, context} = useWizard();
	const {work} = state.sync;
	const syncId = work.status === 'done' ? work.value.syncId : undefined;
	const [found, setFound] = useState<{syncId: string; comparison: SinceLastPush}>();
	useEffect(() => {
		if (syncId === undefined) return;
		const path = context.workingFile();
		const earlier = context.earlier();
		if (path === undefined || earlier === undefined) return setFound({syncId, comparison: 'none'});
		const stop = new AbortController();
		void (async () => {
			const explorer = await context.explore(path);
			try {
				const comparison = await explorer.compare(earlier, {signal: stop.signal});
				if (!stop.signal.aborted) setFound({syncId, comparison: comparison.against === null ? 'none' : comparison});
			} finally {
				await explorer.close();
			}
		})().catch(() => {});
		return () => stop.abort();
	}, [context, syncId]);
	return found !== undefined && found.syncId === syncId ? found.comparison : undefined;
}
