import {closeSync, openSync, rmSync, writeSync} from 'node:fs';
import {homedir, hostname, release, userInfo} from 'node:os';
import {resolve} from 'node:path';
import {regionOfHost} from '../litmos/regions.ts';
import {Problem} from '../problem/problem.ts';
import {systemCode} from '../problem/system-code.ts';
import {version} from '../threads/thread.ts';
import {reportMessages} from './messages.ts';
import type {Outcome} from './probe.ts';
import {type Personal, reportText} from './report.ts';

export interface Report {
	/** Writes it and says where it is. */
	write(outcomes: readonly Outcome[], personal: Personal): string;
	/** Removes a report that was not written. */
	close(): void;
}

/** Facts that name something of the person's. */
const telling = ['host', 'context', 'image', 'proxy', 'issuer', 'path'] as const;

/** Makes the file, readable for its owner only and never one that is there already. Throws `disk/*` in words. */
export function openReport(file: string): Report {
	const path = resolve(file);
	const failure = (error: unknown) => {
		const code = systemCode(error) ?? '';
		return new Problem({
			code: code === 'ENOSPC' ? 'disk/full' : 'disk/denied',
			...(code === 'EEXIST' ? reportMessages.exists(path) : reportMessages.notWritten(path, code)),
			cause: error,
		});
	};
	let fd: number;
	try {
		fd = openSync(path, 'wx', 0o600);
	} catch (error) {
		throw failure(error);
	}
	let isWritten = false;
	return {
		write(outcomes, personal) {
			try {
				writeSync(fd, reportText(outcomes, {...aboutHere(), personal: {...personal, ...personalHere(outcomes)}}));
				isWritten = true;
			} catch (error) {
				throw failure(error);
			}
			return reportMessages.written(path);
		},
		close() {
			closeSync(fd);
			if (!isWritten) rmSync(path, {force: true});
		},
	};
}

function aboutHere() {
	const {platform, versions} = process;
	return {version, at: new Date().toISOString(), platform, release: release(), node: versions.node};
}

/** What names this computer, its user, and what the probes met. */
function personalHere(outcomes: readonly Outcome[]): Personal {
	const found = telling.map((name) => {
		const values = outcomes.map(({facts}) => facts?.[name]).filter((value) => typeof value === 'string');
		return [name, values.filter((value) => regionOfHost(value) === undefined)] as const;
	});
	return {...Object.fromEntries(found), home: [homedir()], user: [userName()], computer: [hostname()]};
}

function userName(): string | undefined {
	try {
		return userInfo().username;
	} catch {
		// A container may run under a number that nobody has.
		return undefined;
	}
}
