import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {isSameProcess, processIdentity} from '../files/process-identity.ts';

/** What the folder is for, whose it is, and letters that make it the only one. */
const form = /^litmos-connector-[a-z-]+-(\d+)-([\w.]+)-\w{6}$/;
/** Where the system does not tell one process from a later one with the same number. */
const unknown = '0';

/**
 * A folder for passing use that holds personal data: mode 0700 in the system's folder for temporary files, and gone on
 * every way out. What a process that was killed left behind goes with {@link sweepPrivateFolders}.
 */
export class PrivateFolder {
	readonly path: string;
	readonly #onExit = () => this.remove();

	/** `purpose`: small letters and dashes. */
	constructor(purpose: string) {
		sweepPrivateFolders();
		const identity = processIdentity(process.pid) ?? unknown;
		this.path = mkdtempSync(join(tmpdir(), `litmos-connector-${purpose}-${process.pid}-${identity}-`));
		process.on('exit', this.#onExit);
	}

	/** Whoever has files in it open closes them first. */
	remove(): void {
		process.off('exit', this.#onExit);
		rmSync(this.path, {recursive: true, force: true});
	}
}

/** Removes what killed processes left in the folder for temporary files; called at each start. */
export function sweepPrivateFolders(): void {
	for (const name of namesIn(tmpdir())) {
		const [, pid, identity] = form.exec(name) ?? [];
		if (pid === undefined || isSameProcess(Number(pid), identity === unknown ? null : identity)) continue;
		try {
			rmSync(join(tmpdir(), name), {recursive: true, force: true});
		} catch {
			// Another person's on a shared machine.
		}
	}
}

function namesIn(folder: string): string[] {
	try {
		return readdirSync(folder);
	} catch {
		return [];
	}
}
