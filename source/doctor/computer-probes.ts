import {Problem} from '../problem/problem.ts';
import type {RunWay} from '../settings/run-files.ts';
import {computerMessages} from './messages.ts';
import {type Finding, failed, ok, type Probe, probe, skipped, warning} from './probe.ts';
import type {ComputerServices, KeychainServices} from './services.ts';

/** The oldest Node that this program runs on; bin/node-version.cjs fetches another one below it. */
const leastNode = '22.19.0';
/** Cells that the screens need. */
const least = {columns: 60, rows: 16};
/** Bytes: below the first nothing can be read, below the second a large account may not fit. */
const space = {full: 20_000_000, little: 500_000_000};

/** What is so on this computer, without asking anybody. */
export function computerProbes(services: ComputerServices): Probe[] {
	return [
		probe('node', [], () => nodeFinding(services.node)),
		probe('terminal', [], () => terminalFinding(services)),
		stateFolderProbe(services),
		probe('locks', [], () => locksFinding(services)),
		diskProbe(services),
		keychainProbe(services.keychain),
		probe('last-run', [], () => lastRunFinding(services)),
	];
}

function nodeFinding(version: string): Finding {
	const facts = {version};
	return compare(version, leastNode) < 0
		? warning(computerMessages.oldNode(version, leastNode), [computerMessages.newerNode], facts)
		: ok(computerMessages.node(version), facts);
}

function compare(one: string, other: string): number {
	const numbers = (text: string) => text.split('.').map((part) => Number.parseInt(part, 10) || 0);
	const [a, b] = [numbers(one), numbers(other)];
	const different = b.findIndex((part, index) => part !== (a[index] ?? 0));
	return different < 0 ? 0 : (a[different] ?? 0) - (b[different] ?? 0);
}

function terminalFinding(services: ComputerServices): Finding {
	const {isTerminal, columns, rows, term, hasColors} = services.terminal();
	if (!isTerminal) return ok(computerMessages.noTerminal, {terminal: false});
	const facts = {terminal: true, columns, rows, term: term ?? null, colors: hasColors};
	const needed = `${least.columns} × ${least.rows}`;
	return columns < least.columns || rows < least.rows
		? warning(computerMessages.smallTerminal(columns, rows, needed), [computerMessages.enlarge(needed)], facts)
		: ok(computerMessages.terminal(columns, rows, term), facts);
}

/** Also for the service: without its folder it cannot work. */
export function stateFolderProbe(services: Pick<ComputerServices, 'stateFolder'>): Probe {
	return probe('state-folder', [], () => {
		const {path, exists, problem, notice} = services.stateFolder();
		const facts = {path, exists};
		if (problem !== undefined) return failed(problem, facts);
		if (notice !== undefined) return warning(notice, [computerMessages.closeFolder], facts);
		return ok(exists ? computerMessages.folder(path) : computerMessages.noFolder(path), facts);
	});
}

function locksFinding(services: ComputerServices): Finding {
	const locks = services.locks();
	const stale = locks.filter(({isStale}) => isStale);
	const live = locks.find(({isStale}) => !isStale);
	const facts = {locks: locks.length, stale: stale.length};
	if (stale.length > 0)
		return warning(computerMessages.staleLocks(stale.length), [computerMessages.removeLocks], facts);
	if (live === undefined) return ok(computerMessages.noLocks, facts);
	return ok(
		computerMessages.liveLock(
			live.owner ? computerMessages.owner(live.owner.pid, live.owner.host) : computerMessages.unknownOwner,
		),
		facts,
	);
}

/** Also for the service: it writes what it reads. */
export function diskProbe(services: Pick<ComputerServices, 'freeSpace'>): Probe {
	return probe('disk', [], () => {
		const free = services.freeSpace();
		if (!Number.isFinite(free)) return ok(computerMessages.unknownSpace, {free: null});
		if (free < space.full) return failed(new Problem({code: 'disk/full', ...computerMessages.fullDisk(free)}), {free});
		if (free < space.little) return warning(computerMessages.littleSpace(free), [computerMessages.freeSpace], {free});
		return ok(computerMessages.space(free), {free});
	});
}

/** Also for the first page: where secrets will go is to be known before one is typed. */
export function keychainProbe(services: KeychainServices): Probe {
	return probe('keychain', [], async () => {
		if (services.use === 'none') return skipped(computerMessages.noKeychainUsed);
		const {where, problem} = await services.open();
		const facts = {use: services.use, needed: services.isNeeded};
		if (problem === undefined) return ok(where, facts);
		if (services.isNeeded || problem.code === 'keychain/locked') return failed(problem, facts);
		return {
			...warning(computerMessages.noKeychain, [computerMessages.useFile], {...facts, code: problem.code}),
			more: problem.what,
		};
	});
}

function lastRunFinding(services: ComputerServices): Finding {
	const last = Object.entries(services.runs())
		.map(([way, {last}]) => ({way: way as RunWay, run: last}))
		.sort((a, b) => Date.parse(b.run.finishedAt) - Date.parse(a.run.finishedAt))[0];
	if (last === undefined) return ok(computerMessages.noRuns);
	const {way, run} = last;
	const since = services.now() - Date.parse(run.finishedAt);
	const facts = {way, finishedAt: run.finishedAt, exit: run.exit, error: run.error?.code ?? null};
	if (run.exit === 0) return ok(computerMessages.runOk(computerMessages.runs[way], since), facts);
	return {
		...warning(computerMessages.runFailed(computerMessages.runs[way], since), [computerMessages.lookAtRun], facts),
		more: run.error?.title,
	};
}
