import {lookup} from 'node:dns/promises';
import {accessSync, constants, existsSync, statSync} from 'node:fs';
import {dirname} from 'node:path';
import {freeSpace} from '../c1z/disk.ts';
import {certificateOf} from '../http/certificate.ts';
import {createHttpClient} from '../http/http-client.ts';
import {proxyFor, proxyVariable} from '../http/proxy.ts';
import type {Problem} from '../problem/problem.ts';
import {ownFilesIn} from '../settings/own-files.ts';
import {readRuns} from '../settings/run-record.ts';
import {stateFolderProblem} from '../settings/state-folder.ts';
import {lookAtLock} from '../sync/lock.ts';
import type {ComputerServices, FolderLook, NetworkServices} from './services.ts';

/** The network as it really is. One client for all that is asked; `close` lets go of it. `timeoutMs`: until an answer. */
export function realNetwork({timeoutMs = 8000} = {}): NetworkServices & {close(): void} {
	const http = createHttpClient();
	return {
		async lookup(host) {
			return (await lookup(host, {all: true})).map(({address}) => address);
		},
		proxy(url) {
			const address = proxyFor(url);
			return address === null ? null : {address, variable: proxyVariable(address)};
		},
		async answer(url, signal) {
			const answer = await http.request(url, {signal, timeoutMs});
			answer.discard();
			return {status: answer.status, date: answer.header('date')};
		},
		certificate: (url, signal) => certificateOf(url, {signal}),
		now: Date.now,
		close: () => http.close(),
	};
}

/**
 * This computer as it really is, only looked at.
 *
 * @param found.problem what was wrong with the folder when it was chosen
 */
export function realComputer(
	stateFolder: string,
	found: {problem?: Problem | undefined; notice?: string | undefined} = {},
): Omit<ComputerServices, 'keychain'> {
	return {
		node: process.versions.node,
		terminal() {
			const {isTTY, columns = 80, rows = 24} = process.stdout;
			const hasColors = isTTY === true && process.stdout.hasColors();
			return {isTerminal: isTTY === true, columns, rows, term: process.env.TERM, hasColors};
		},
		stateFolder: () => lookAtFolder(stateFolder, found),
		locks: () => locksIn(stateFolder),
		freeSpace: () => freeSpace(nearest(stateFolder)),
		runs: () => readRuns(stateFolder),
		now: Date.now,
	};
}

function lookAtFolder(path: string, {problem, notice}: {problem?: Problem | undefined; notice?: string | undefined}) {
	const look: FolderLook = {path, exists: existsSync(path), problem, notice};
	if (problem !== undefined) return look;
	try {
		// Where it is to be made, its next folder must be writable.
		const place = nearest(path);
		accessSync(place, constants.R_OK | constants.W_OK | constants.X_OK);
		if (!statSync(place).isDirectory()) throw Object.assign(new Error(place), {code: 'ENOTDIR'});
	} catch (error) {
		look.problem = stateFolderProblem(path, error);
	}
	return look;
}

/** The folder itself, or the one above that is there. */
function nearest(path: string): string {
	let place = path;
	while (!existsSync(place) && dirname(place) !== place) place = dirname(place);
	return place;
}

function locksIn(folder: string) {
	try {
		return ownFilesIn(folder)
			.files.filter((path) => path.endsWith('.lock'))
			.map((path) => lookAtLock(path))
			.filter((lock) => lock !== null);
	} catch {
		// What is wrong with the folder is a finding of its own.
		return [];
	}
}
