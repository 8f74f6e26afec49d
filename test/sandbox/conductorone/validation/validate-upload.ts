import {DatabaseSync} from 'node:sqlite';

import {unwrap} from './envelope.ts';
import {Findings} from './findings.ts';
import {checkRows} from './rows.ts';
import {checkReferences, checkSchema, findRun} from './schema.ts';

export interface ReceivedSync {
	taskId: string;
	bytes: number;
	sha256: string;
	syncId: string;
	syncType: string;
	resources: Record<string, number>;
	entitlements: Record<string, number>;
	grants: Record<string, number>;
	/** Rule violations found in the file; empty = accepted. */
	problems: string[];
	/** Allowed but worth knowing, e.g. grants whose principal is not in the file. */
	notes: string[];
}

export type Verdict = Omit<ReceivedSync, 'taskId' | 'bytes' | 'sha256'>;

/**
 * Checks an uploaded c1z by the fact sheets alone, sharing no code with the writer: envelope, database, one finished
 * run, every row. `scratch` is a path for the unpacked database; the caller removes it. Empty `problems` = accepted.
 */
export async function validateUpload(path: string, scratch: string): Promise<Verdict> {
	const problems = new Findings();
	const notes = new Findings();
	const verdict: Verdict = {
		syncId: '',
		syncType: '',
		resources: {},
		entitlements: {},
		grants: {},
		problems: [],
		notes: [],
	};
	if (await unwrap(path, scratch, problems, notes)) {
		try {
			Object.assign(verdict, await validateDatabase(scratch, problems, notes));
		} catch (error) {
			problems.add(`the database cannot be read: ${error instanceof Error ? error.message : String(error)}`);
		}
	}
	return {...verdict, problems: problems.list(), notes: notes.list()};
}

async function validateDatabase(path: string, problems: Findings, notes: Findings): Promise<Partial<Verdict>> {
	const database = new DatabaseSync(path);
	try {
		if (!checkSchema(database, problems)) return {};
		const run = findRun(database, problems);
		if (!run) return {};
		checkReferences(database, run.syncId, problems, notes);
		return {...run, ...(await checkRows(database, run.syncId, problems))};
	} finally {
		database.close();
	}
}
