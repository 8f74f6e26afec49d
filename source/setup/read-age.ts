import {usableFor} from '../sync/usable-for.ts';
import type {SetupState} from './state.ts';

/** How old the data is that would be pushed. */
export interface ReadAge {
	/** Since its read ended. */
	milliseconds: number;
	isReused: boolean;
	/** So old that reading again is what a person most likely wants. */
	isOld: boolean;
}

/** Null while nothing is read to its end. `now` in ms since 1970. */
export function readAge({sync}: Pick<SetupState, 'sync'>, now = Date.now()): ReadAge | null {
	if (sync.work.status !== 'done') return null;
	const readAt = sync.resumed?.readAt ?? null;
	const milliseconds = Math.max(0, now - Date.parse(readAt ?? sync.work.value.finishedAt));
	return {milliseconds, isReused: readAt !== null, isOld: milliseconds > usableFor};
}
