import {execFile, execFileSync, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync} from 'node:fs';
import {homedir, tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {onlyLong} from '../long.ts';

/** Published programs, built from their Go modules. Exact versions, so that a run can be repeated. */
const sources = {
	/** `baton`, newest: the command that people read files with. */
	'baton-newest': {folder: 'go-baton-newest', target: 'github.com/conductorone/baton-sdk/cmd/baton', version: '0.25.0'},
	/** `baton`, the oldest release that the module holds. */
	'baton-old': {folder: 'go-baton-old', target: 'github.com/conductorone/baton-sdk/cmd/baton', version: '0.12.0'},
	/** A reader on the SDK release that baton-litmos pins. */
	'sdk-reader': {folder: 'go-sdk-old', target: './reader', version: '0.2.42'},
	/** A minimal connector on that same release, to check the sandbox’s ConductorOne. */
	'sdk-connector': {folder: 'go-sdk-old', target: './connector', version: '0.2.42'},
	/** Helm, where none is installed. */
	helm: {folder: 'go-helm', target: 'helm.sh/helm/v3/cmd/helm', version: '3.22.0'},
} as const;
export type ProgramName = keyof typeof sources;

const here = fileURLToPath(new URL('.', import.meta.url));

/** Why the programs cannot be had on this machine, or null. */
export function missingPrograms(): string | null {
	if (onlyLong) return onlyLong;
	const go = spawnSync('go', ['version'], {encoding: 'utf8'});
	if (go.error || go.status !== 0) return 'Go is not installed, so ConductorOne’s own programs cannot be built';
	const [, minor] = /go1\.(\d+)/.exec(go.stdout) ?? [];
	if (Number(minor) < 25) return `Go 1.25 is needed to build ConductorOne’s own programs; this is ${go.stdout.trim()}`;
	return null;
}

/**
 * Why ConductorOne's own Litmos connector cannot be installed by its module name, or null when it can. Its files for a small
 * tenant are in test/golden either way.
 */
export function missingLitmosConnector(): string | null {
	const module = 'github.com/conductorone/baton-litmos';
	const found = spawnSync('go', ['list', '-m', `${module}@latest`], {encoding: 'utf8', cwd: tmpdir()});
	return found.status === 0 ? null : `${module} cannot be installed by its module name here`;
}

export const programVersion = (name: ProgramName) =>
	name === 'helm' ? `Helm ${sources.helm.version}` : `${name} (baton-sdk ${sources[name].version})`;

/** Where a program is kept once it is built: in the user's cache folder, named by what it is built from. */
function keptAt(name: ProgramName): string {
	const path = join(here, sources[name].folder);
	const hash = createHash('sha256');
	for (const file of readdirSync(path, {recursive: true, encoding: 'utf8'}).sort()) {
		if (/\.(go|mod|sum)$/.test(file)) hash.update(file).update(readFileSync(join(path, file)));
	}
	const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'litmos-connector', 'programs');
	mkdirSync(cache, {recursive: true});
	return join(cache, `${name}-${hash.digest('hex').slice(0, 12)}`);
}

/** Path of a program; built on first use. */
export function builtProgram(name: ProgramName): string {
	const {folder, target} = sources[name];
	const built = keptAt(name);
	if (existsSync(built)) return built;
	console.log(`Building ${programVersion(name)} …`);
	const temporary = `${built}.${process.pid}`;
	execFileSync('go', ['build', '-o', temporary, target], {
		cwd: join(here, folder),
		stdio: ['ignore', 'inherit', 'inherit'],
	});
	renameSync(temporary, built);
	return built;
}

/** Builds a program that takes minutes, while the test runner can go on hearing from this test. */
export async function buildInBackground(name: ProgramName): Promise<void> {
	const {folder, target} = sources[name];
	const built = keptAt(name);
	if (existsSync(built)) return;
	console.log(`Building ${programVersion(name)} …`);
	const temporary = `${built}.${process.pid}`;
	await promisify(execFile)('go', ['build', '-o', temporary, target], {cwd: join(here, folder)});
	renameSync(temporary, built);
}

/** Runs a program and returns what it printed; throws with its words when it fails. */
export function ask(name: ProgramName, args: readonly string[]): string {
	const result = spawnSync(builtProgram(name), args, {encoding: 'utf8', maxBuffer: 1 << 30});
	if (result.status !== 0) throw new Error(`${programVersion(name)} ${args.join(' ')} failed: ${result.stderr}`);
	return result.stdout;
}
