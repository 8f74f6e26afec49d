import type {Comparison} from '../../c1z/changes.ts';
import {useWizard} from './wizard-context.tsx';

/** What changed since the last push: `none` before the first one, `unknown` where it could not be compared, undefined while reading. */
export type SinceLastPush = Comparison | 'none' | 'unknown' | undefined;

/** The sync has compared at its end. */
export function useLastPush(): SinceLastPush {
	const {state, context} = useWizard();
	const {work} = state.sync;
	if (work.status !== 'done') return undefined;
	const {comparison} = work.value;
	if (comparison === undefined) return context.earlier() === undefined ? 'none' : 'unknown';
	return comparison.against === null ? 'none' : comparison;
}
