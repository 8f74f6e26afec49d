import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {isRunning} from '../files/process-identity.ts';

/**
 * A folder for passing use that holds personal data: mode 0700 in the system's folder for temporary files, and gone on
 * every way out. What a process that was killed left behind goes with the next one that makes such a folder.
 */
export class PrivateFolder {
	readonly path: string;
	readonly #onExit = () => this.remove();

	constructor(purpose: string) {
		const prefix = `litmos-connector-${purpose}-`;
		sweep(prefix);
		this.path = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
		process.on('exit', this.#onExit);
	}

	/** Whoever has files in it open closes them first. */
	remove(): void {
		process.off('exit', this.#onExit);
		rmSync(this.path, {recursive: true, force: true});
	}
}

function sweep(prefix: string): void {
	for (const name of readdirSync(tmpdir())) {
		if (!name.startsWith(prefix)) continue;
		const pid = Number(name.slice(prefix.length).split('-')[0]);
		if (!Number.isInteger(pid) || pid <= 0 || isRunning(pid)) continue;
		try {
			rmSync(join(tmpdir(), name), {recursive: true, force: true});
		} catch {
			// Another person's on a shared machine.
		}
	}
}
