import {spawn} from 'node:child_process';
import {createHash} from 'node:crypto';
import {chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {gzipSync} from 'node:zlib';

const bin = fileURLToPath(new URL('../../../bin', import.meta.url));
export const version = '98.7.6';
/** A Node that only says its version. */
export const goodNode = `#!/bin/sh\necho v${version}\n`;

/** A copy of the launcher in a folder of its own, with a home, a pinned package and an npm of ours. */
export function launcherCopy() {
	const folder = mkdtempSync(join(tmpdir(), 'launcher-'));
	const home = join(folder, 'home');
	const temporary = join(folder, 'tmp');
	for (const made of [home, temporary, join(folder, 'npm')]) mkdirSync(made);
	cpSync(bin, join(folder, 'program', 'bin'), {recursive: true});
	const cached = (parent: string) => join(parent, 'litmos-connector', `node-${version}`);

	const copy = {
		folder,
		home,
		temporary,
		kept: join(cached(join(home, '.cache')), 'bin', 'node'),
		keptIn: (parent: string) => join(cached(parent), 'bin', 'node'),
		keptTemporary: join(temporary, `litmos-connector-${process.getuid?.()}`, `node-${version}`, 'bin', 'node'),
		/** What npm does when it is called, as shell. */
		npm(script: string) {
			writeFileSync(join(folder, 'npm', 'npm'), `#!/bin/sh\necho called >> ${folder}/calls\n${script}\n`);
			chmodSync(join(folder, 'npm', 'npm'), 0o755);
		},
		/** npm brings a package that holds this program; its hash is the pinned one unless it is to differ. */
		offer(program: string, integrity?: string) {
			const archive = gzipSync(
				Buffer.concat([entry('package/package.json', '{}'), entry('package/bin/node', program)]),
			);
			writeFileSync(join(folder, 'package.tgz'), archive);
			const hash = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
			const packages = {[`${process.platform}-${process.arch}`]: {name: 'a-node', integrity: integrity ?? hash}};
			writeFileSync(join(folder, 'program', 'bin', 'pinned-node.json'), JSON.stringify({version, packages}));
			copy.npm(`cp ${folder}/package.tgz a-node-${version}.tgz`);
		},
		calls: () => {
			try {
				return readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n').length;
			} catch {
				return 0;
			}
		},
		/** Names below the cache folder, without what belongs there. */
		leftOvers: (parent = join(home, '.cache')) =>
			readdirSync(join(parent, 'litmos-connector')).filter((name) => name !== `node-${version}`),
		/** Finds a Node as an old one would; the path comes on standard output. */
		find: (env: NodeJS.ProcessEnv = {}) => {
			const script = `
				Object.defineProperty(process, 'version', {value: 'v20.20.2'});
				require('./program/bin/node-version.cjs').findNode().then((path) => process.stdout.write(path));
			`;
			return run(['-e', script], env);
		},
		run,
		remove: () => rmSync(folder, {recursive: true, force: true}),
	};

	function run(args: string[], env: NodeJS.ProcessEnv = {}) {
		return new Promise<{status: number | null; stdout: string; stderr: string}>((resolve) => {
			const child = spawn(process.execPath, args, {
				cwd: folder,
				env: {PATH: `${join(folder, 'npm')}:/usr/bin:/bin`, HOME: home, TMPDIR: temporary, ...env},
			});
			let stdout = '';
			let stderr = '';
			child.stdout.on('data', (part) => {
				stdout += part;
			});
			child.stderr.on('data', (part) => {
				stderr += part;
			});
			child.on('close', (status) => resolve({status, stdout, stderr}));
		});
	}
	return copy;
}

/** One file of a tar archive: a header of 512 bytes with name and size, and the content filled up to 512. */
function entry(name: string, content: string): Buffer {
	const header = Buffer.alloc(512);
	header.write(name, 0);
	header.write(Buffer.byteLength(content).toString(8).padStart(11, '0'), 124);
	const body = Buffer.alloc(Math.ceil(Buffer.byteLength(content) / 512) * 512);
	body.write(content);
	return Buffer.concat([header, body]);
}
