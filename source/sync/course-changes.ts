import {appendFileSync, existsSync, readFileSync, rmSync} from 'node:fs';

/**
 * The courses that were assigned or taken away since a working file was begun, one id a line. Apart from the working
 * file, so that a grant need not wait for whoever holds that file.
 */
function changesPath(workingFile: string): string {
	return `${workingFile}.changes`;
}

/**
 * Notes that the members of a course may have changed: what a working file holds of them is read again before its sync
 * ends. To be called when the change has been made, and before its task is answered.
 */
export function noteCourseChange(workingFile: string, courseId: string): void {
	if (!existsSync(workingFile)) return;
	// Begins with a line break, too, so that a line cut off by a crash spoils no other.
	appendFileSync(changesPath(workingFile), `\n${courseId}\n`, {mode: 0o600});
}

/** For a working file that begins: whatever was changed so far is in what will be read. */
export function forgetCourseChanges(workingFile: string): void {
	rmSync(changesPath(workingFile), {force: true});
}

/** The ids noted after the first `seen` bytes of the list, and how long the list is. */
export function changesAfter(workingFile: string, seen: number): {ids: Set<string>; end: number} {
	const path = changesPath(workingFile);
	if (!existsSync(path)) return {ids: new Set(), end: seen};
	const bytes = readFileSync(path);
	const lines = bytes.subarray(seen).toString('utf8').split('\n');
	return {ids: new Set(lines.filter((line) => line !== '')), end: bytes.length};
}
