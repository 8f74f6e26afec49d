import {execFileSync, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {onlyLong} from '../long.ts';

const here = fileURLToPath(new URL('./python-sdk/', import.meta.url));
const requirements = readFileSync(join(here, 'requirements.txt'), 'utf8');

/** The program's name and version, for the names of tests. */
export const pythonSdk = requirements.split('\n')[0]?.replace('==', ' ') ?? '';
export const checkScript = join(here, 'check.py');

/**
 * Path of a Python that has ConductorOne's SDK at the pinned version: a virtual environment in the user's cache folder, made
 * on first use. Gives why there is none instead when Python, its venv module or the package cannot be had.
 */
export function pythonWithSdk(): {python: string} | {missing: string} {
	if (onlyLong) return {missing: onlyLong};
	const version = spawnSync('python3', ['-c', 'import sys, venv, ensurepip; print(sys.version_info >= (3, 10))'], {
		encoding: 'utf8',
	});
	if (version.error) return {missing: 'Python is not installed, so ConductorOne’s Python SDK cannot run'};
	if (version.stdout.trim() !== 'True') {
		return {missing: 'Python 3.10 or newer with venv is needed to run ConductorOne’s Python SDK'};
	}
	const hash = createHash('sha256').update(requirements).digest('hex').slice(0, 12);
	const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'litmos-connector', 'programs');
	const folder = join(cache, `python-sdk-${hash}`);
	const python = join(folder, 'bin', 'python');
	if (existsSync(join(folder, 'complete'))) return {python};
	mkdirSync(cache, {recursive: true});
	console.log(`Installing ${pythonSdk} …`);
	try {
		execFileSync('python3', ['-m', 'venv', '--clear', folder], {stdio: 'ignore'});
		execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--requirement', join(here, 'requirements.txt')], {
			stdio: ['ignore', 'ignore', 'pipe'],
		});
	} catch (error) {
		const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n').at(-1) : '';
		return {missing: `${pythonSdk} cannot be installed here${said ? `: ${said}` : ''}`};
	}
	// A virtual environment cannot be moved, so a marker says that it is whole.
	mkdirSync(join(folder, 'complete'));
	return {python};
}
