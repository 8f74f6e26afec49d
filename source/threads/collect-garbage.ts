import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {isMainThread} from 'node:worker_threads';

let gc: ((options: {type: 'major' | 'minor'}) => void) | undefined;

/**
 * Gives back what a long job of this thread has left, which a thread that then waits, or does something else, would keep
 * beside what it needs. `minor` takes a millisecond and frees the buffers a stream has just let go of: V8 counts them
 * only from 64 MB on. Does nothing on the main thread, where a person waits.
 */
export function collectGarbage(type: 'major' | 'minor' = 'major'): void {
	if (isMainThread) return;
	if (!gc) {
		setFlagsFromString('--expose-gc');
		gc = runInNewContext('gc') as typeof gc;
	}
	gc?.({type});
}
