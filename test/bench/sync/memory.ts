import {readFileSync, writeFileSync} from 'node:fs';

/** Most memory of this whole process between two questions, in megabytes: from the kernel where it tells, else sampled. */
export class PeakMemory {
	#sampled = 0;

	constructor() {
		// Sampling would keep the main thread busier than all it does.
		if (kernelPeak() === null) setInterval(() => this.#sample(), 20).unref();
	}

	/** The peak since the last call. */
	take(): number {
		this.#sample();
		const kernel = kernelPeak();
		const peak = Math.max(this.#sampled, kernel ?? 0);
		this.#sampled = 0;
		return Math.round(peak / 1e6);
	}

	#sample(): void {
		this.#sampled = Math.max(this.#sampled, process.memoryUsage.rss());
	}
}

/** Linux keeps the high-water mark and sets it back when asked. */
function kernelPeak(): number | null {
	try {
		const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
		writeFileSync('/proc/self/clear_refs', '5');
		return kilobytes === undefined ? null : Number(kilobytes) * 1024;
	} catch {
		return null;
	}
}
