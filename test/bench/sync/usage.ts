// Loaded before the program that is measured: notes at its end what it used, all of its threads together.
import {writeFileSync} from 'node:fs';
import {isMainThread} from 'node:worker_threads';

export interface Usage {
	/** Processor time. */
	seconds: number;
	/** Most memory, megabytes. */
	peak: number;
}

const file = process.env.USAGE_FILE;
if (isMainThread && file !== undefined) {
	process.on('exit', () => {
		const {userCPUTime, systemCPUTime, maxRSS} = process.resourceUsage();
		const usage: Usage = {seconds: (userCPUTime + systemCPUTime) / 1e6, peak: (maxRSS * 1024) / 1e6};
		writeFileSync(file, JSON.stringify(usage));
	});
}
