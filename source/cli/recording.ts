import {type RunRecord, type RunWay, recordRun} from '../settings/run-record.ts';

/** A run under way whose end is kept. */
export interface Recording {
	/** The first end counts. */
	end(exit: number, counts: RunRecord['counts'], error: RunRecord['error']): void;
}

export function beginRecording(stateFolder: string, way: RunWay): Recording {
	const startedAt = new Date().toISOString();
	let isEnded = false;
	return {
		end(exit, counts, error) {
			if (isEnded) return;
			isEnded = true;
			recordRun(stateFolder, way, {startedAt, finishedAt: new Date().toISOString(), exit, counts, error});
		},
	};
}
