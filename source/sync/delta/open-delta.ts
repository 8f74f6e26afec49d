import {Picture} from '../../c1z/picture.ts';
import {mappingVersion} from '../../connector/connector.ts';
import {wanted} from '../course-filter.ts';
import type {SyncJob} from '../job.ts';
import {keyMark} from '../key-mark.ts';
import type {Run} from '../run.ts';
import {tenantOf} from '../working-file-path.ts';
import {DeltaSync} from './delta-sync.ts';
import {DeltaStore} from './store.ts';
import {dropLeftOut} from './stored-lists.ts';

/**
 * A sync by changes for a run, null when it is not wanted: what was stored for it is then forgotten, so that switching it
 * off and on again is a fresh start. To be closed by {@link DeltaSync.close}.
 */
export function openDelta(run: Run, {target, options}: SyncJob, isResumed: boolean): DeltaSync | null {
	if (isResumed) dropLeftOut(run.file);
	if (options.resourcesOnly) return null;
	const store = new DeltaStore(run.file.path);
	if (options.delta !== 'auto') {
		store.clear();
		return null;
	}
	return new DeltaSync(run, store, {
		fingerprint: fingerprintOf({target, options}),
		needed: options.deltaProofs,
		within: options.deltaInterval,
		isResumed,
		openPicture: () => new Picture(run.file.path),
	});
}

/** What a stored picture is of. */
function fingerprintOf({target, options}: Pick<SyncJob, 'target' | 'options'>): string {
	return JSON.stringify({
		tenant: tenantOf(target),
		key: keyMark(target),
		courses: options.courses === null ? null : wanted(options.courses).sort(),
		rules: options.courseRules ?? [],
		skipsInactive: options.skipInactiveCourses,
		skipsEmpty: options.skipEmptyTeams,
		extras: options.extras.toSorted(),
		mapping: mappingVersion,
	});
}
