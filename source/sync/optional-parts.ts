import {warningMessages} from '../c1z/warning-messages.ts';
import {Problem} from '../problem/problem.ts';
import type {Extra} from '../settings/extras.ts';
import {type Run, store} from './run.ts';

/** An extra that failed so often in a row is given up for this run. */
const patience = 3;

/**
 * Runs parts that a sync can do without. A failure is a counted warning; a refusal, or several failures in a row, end
 * the extra for this run, so that no requests are spent on what Litmos does not give.
 */
export class OptionalParts {
	readonly #run: Run;
	readonly #failures = new Map<Extra, number>();
	readonly #skipped = new Map<Extra, number>();

	constructor(run: Run) {
		this.#run = run;
	}

	/** Gives whether the part was done. */
	async attempt(extra: Extra, subject: string, part: () => Promise<void>): Promise<boolean> {
		if ((this.#failures.get(extra) ?? 0) >= patience) {
			this.#skipped.set(extra, (this.#skipped.get(extra) ?? 0) + 1);
			return false;
		}
		try {
			await part();
			this.#failures.set(extra, 0);
			return true;
		} catch (error) {
			const problem = Problem.from(error);
			if (this.#run.signal.aborted || !isTolerable(problem)) throw error;
			const before = this.#failures.get(extra) ?? 0;
			this.#failures.set(extra, problem.code === 'litmos/forbidden' ? patience : before + 1);
			this.#run.log('warn', 'optional part failed', {extra, code: problem.code});
			store(this.#run, {
				warnings: [{kind: 'optional-part-failed', subject, detail: warningMessages.partFailed(problem.what)}],
			});
			return false;
		}
	}

	/** Says how much was not even tried. */
	close(): void {
		for (const [extra, count] of this.#skipped) {
			store(this.#run, {
				warnings: [{kind: 'optional-part-failed', subject: extra, detail: warningMessages.givenUp(count)}],
			});
		}
	}
}

/** What Litmos or the network did, a list without a proven end included; a full disk, a defect or a cancellation is not tolerable. */
export function isTolerable(problem: Problem): boolean {
	return (
		problem.code.startsWith('litmos/') || problem.code.startsWith('network/') || problem.code === 'sync/incomplete'
	);
}
