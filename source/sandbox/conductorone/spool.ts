import {rmSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** Private folders (0700) for uploads, one each, gone when the work on them or the program ends. */
export class Spool {
	readonly #folders = new Set<string>();
	readonly #onExit = () => this.clear();

	constructor() {
		process.once('exit', this.#onExit);
	}

	/** Runs `work` with a fresh folder and removes it afterwards, however the work ended. */
	async with<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
		const folder = await mkdtemp(join(tmpdir(), 'litmos-connector-sandbox-'));
		this.#folders.add(folder);
		try {
			return await work(folder);
		} finally {
			await rm(folder, {recursive: true, force: true});
			this.#folders.delete(folder);
		}
	}

	clear(): void {
		for (const folder of this.#folders) rmSync(folder, {recursive: true, force: true});
		this.#folders.clear();
	}

	close(): void {
		process.off('exit', this.#onExit);
		this.clear();
	}
}
