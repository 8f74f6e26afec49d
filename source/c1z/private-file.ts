import {closeSync, openSync, readdirSync, rmSync, unlinkSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {isRunning} from '../files/process-identity.ts';

/**
 * A file for passing use that holds personal data: mode 0600, and gone on every way out. `vanish` takes its name away
 * while it stays open, so that not even a killed process leaves it behind; where the system does not allow that
 * (Windows), it is removed on close, on exit, or by the next process that makes one.
 */
export class PrivateFile {
	readonly path: string;
	readonly fd: number;
	#gone = false;
	readonly #onExit = () => this.remove();

	constructor(nextTo: string, purpose: string) {
		const prefix = `.${basename(nextTo)}.${purpose}-`;
		sweep(dirname(nextTo), prefix);
		this.path = join(dirname(nextTo), `${prefix}${process.pid}-${Math.random().toString(36).slice(2, 10)}`);
		this.fd = openSync(this.path, 'wx+', 0o600);
		process.on('exit', this.#onExit);
	}

	vanish(): void {
		try {
			unlinkSync(this.path);
			this.#gone = true;
			process.off('exit', this.#onExit);
		} catch {
			// Kept until remove().
		}
	}

	/** Closes and removes it. Whoever else has it open (SQLite) closes first. */
	remove(): void {
		process.off('exit', this.#onExit);
		try {
			closeSync(this.fd);
		} catch {
			// Closed already.
		}
		if (!this.#gone) rmSync(this.path, {force: true});
		this.#gone = true;
	}
}

/** Removes what a killed process left: files of our naming whose process no longer runs. */
function sweep(folder: string, prefix: string): void {
	let names: string[];
	try {
		names = readdirSync(folder);
	} catch {
		return;
	}
	for (const name of names) {
		if (!name.startsWith(prefix)) continue;
		const pid = Number(name.slice(prefix.length).split('-')[0]);
		if (Number.isInteger(pid) && pid > 0 && !isRunning(pid)) rmSync(join(folder, name), {force: true});
	}
}
