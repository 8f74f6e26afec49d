import {existsSync} from 'node:fs';
import type {Counts} from '../c1z/model.ts';
import {openWorkingFile} from '../c1z/working-file.ts';
import type {LitmosTarget} from '../litmos/client.ts';
import {Problem} from '../problem/problem.ts';
import {workingFilePath} from './working-file-path.ts';

/** What is left of an earlier sync of a tenant. */
export interface SavedSync {
	path: string;
	syncId: string;
	startedAt: Date;
	/** Null while it is half done. */
	finishedAt: Date | null;
	/** Requests spent on it so far. */
	requests: number;
	counts: Counts;
}

/** Looks at the working file of a tenant without touching it; null when there is none that can be read. */
export function savedSync(folder: string, target: Pick<LitmosTarget, 'baseUrl' | 'source'>): SavedSync | null {
	const path = workingFilePath(folder, target);
	if (!existsSync(path)) return null;
	try {
		const file = openWorkingFile(path, {readOnly: true});
		try {
			const {syncId, startedAt, finishedAt, requests} = file.info();
			const isWhole = finishedAt !== null && file.note('continuing') !== 'true' && file.note('part') === 'all';
			return {path, syncId, startedAt, finishedAt: isWhole ? finishedAt : null, requests, counts: file.counts()};
		} finally {
			file.close();
		}
	} catch (error) {
		if (error instanceof Problem && error.code.startsWith('file/')) return null;
		throw error;
	}
}
