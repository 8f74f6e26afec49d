import {renameSync, writeFileSync} from 'node:fs';
import {printableJson} from '../text/printable.ts';
import type {SyncReport} from './events.ts';

/** Where the report of a working file, or of a file made from it, is. */
export function reportPath(file: string): string {
	return `${file}.report.json`;
}

/** Writes what a sync did as JSON, beside the file it is about, for its owner only. */
export function writeReport(file: string, report: SyncReport): void {
	const path = reportPath(file);
	// Nobody else writes it, for the working file is locked; what a kill leaves is replaced the next time.
	const part = `${path}.tmp`;
	writeFileSync(part, `${printableJson(report, '\t')}\n`, {mode: 0o600});
	renameSync(part, path);
}
