// Packs the program and Node into one file for each platform: `npm run package`. Node's "single executable application".
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';
import {noticesWith} from './third-party.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const pinned = JSON.parse(readFileSync(join(root, 'bin/pinned-node.json'), 'utf8'));
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
const keyrings = {
	'linux-x64': '@napi-rs/keyring-linux-x64-gnu',
	'linux-arm64': '@napi-rs/keyring-linux-arm64-gnu',
	'darwin-x64': '@napi-rs/keyring-darwin-x64',
	'darwin-arm64': '@napi-rs/keyring-darwin-arm64',
	'win32-x64': '@napi-rs/keyring-win32-x64-msvc',
};
const wanted = process.argv.slice(2);
const platforms = wanted.length > 0 ? wanted : ['linux-x64', 'linux-arm64'];
for (const platform of platforms) if (!(platform in keyrings)) throw new Error(`Unknown platform ${platform}`);
const ending = (platform) => (platform.startsWith('win32') ? '.exe' : '');

const scratch = mkdtempSync(join(tmpdir(), 'litmos-package-'));
process.on('exit', () => rmSync(scratch, {recursive: true, force: true}));

/** Fetches a package with npm, so that its registry and proxy settings count; gives the folder it was unpacked into. */
function fetchPackage(name, version, integrity) {
	const folder = mkdtempSync(join(scratch, 'package-'));
	execFileSync('npm', ['pack', `${name}@${version}`, '--loglevel=error', '--silent'], {cwd: folder});
	const [archive] = readdirSync(folder);
	const hash = `sha512-${createHash('sha512')
		.update(readFileSync(join(folder, archive)))
		.digest('base64')}`;
	if (hash !== integrity) throw new Error(`${name} ${version} is not the package this program knows: its hash differs`);
	execFileSync('tar', ['-xzf', archive, '--strip-components=1'], {cwd: folder});
	return folder;
}

function filesIn(folder, name = '') {
	return readdirSync(join(folder, name), {withFileTypes: true}).flatMap((entry) => {
		const path = name === '' ? entry.name : `${name}/${entry.name}`;
		return entry.isDirectory() ? filesIn(folder, path) : [path];
	});
}

/** Everything that must be a file when the program runs. */
function packProgram(platform, keyring, into) {
	const parts = [
		['THIRD-PARTY-NOTICES', notices],
		...['package.json', 'LICENSE', 'README.md'].map((name) => [name, join(root, name)]),
		// The launcher too: exports for a server hold the program in its other form.
		...filesIn(join(root, 'bin')).map((name) => [`bin/${name}`, join(root, 'bin', name)]),
		...filesIn(join(root, 'dist')).map((name) => [`dist/${name}`, join(root, 'dist', name)]),
		...moduleFiles('@napi-rs/keyring', join(root, 'node_modules/@napi-rs/keyring')),
		...moduleFiles(keyrings[platform], keyring),
	];
	const files = Object.fromEntries(parts.map(([name, path]) => [name, readFileSync(path).toString('base64')]));
	writeFileSync(into, gzipSync(JSON.stringify(files), {level: 9}));
}

const moduleFiles = (name, folder) =>
	filesIn(folder)
		.filter((file) => /\.(js|json|node|md)$|^LICENSE/.test(file))
		.map((file) => [`node_modules/${name}/${file}`, join(folder, file)]);

if (!existsSync(join(root, 'dist/main.js'))) throw new Error('Run “npm run build” first.');
mkdirSync(join(root, 'executables'), {recursive: true});
await build({
	absWorkingDir: root,
	entryPoints: ['bin/executable-main.mjs'],
	outfile: join(scratch, 'main.cjs'),
	bundle: true,
	platform: 'node',
	format: 'cjs',
	logLevel: 'warning',
});
const fetchNode = (platform) => {
	const {name, integrity} = pinned.packages[platform];
	return fetchPackage(name, pinned.version, integrity);
};
const fetchKeyring = (platform) => {
	const name = keyrings[platform];
	const {version, integrity} = lock[`node_modules/${name}`];
	return fetchPackage(name, version, integrity);
};
const nodeIn = (folder, platform) => join(folder, `bin/node${ending(platform)}`);
const here = `${process.platform}-${process.arch}`;
// The Node that builds must be of the version that it is put into.
const builder = fetchNode(here);
const parts = platforms.map((platform) => ({
	platform,
	node: platform === here ? builder : fetchNode(platform),
	keyring: fetchKeyring(platform),
}));
// Node and the keychain module are inside, so their licenses go along: beside the executables, and with what they unpack.
const notices = join(root, 'executables', 'THIRD-PARTY-NOTICES');
const inside = parts.flatMap(({node, keyring}) => [node, keyring]);
writeFileSync(notices, noticesWith(root, [...inside, join(root, 'node_modules/@napi-rs/keyring')]));
cpSync(join(root, 'LICENSE'), join(root, 'executables', 'LICENSE'));
for (const {platform, node: nodeFolder, keyring} of parts) {
	const target = join(root, 'executables', `litmos-connector-${platform}${ending(platform)}`);
	const program = join(scratch, `program-${platform}`);
	packProgram(platform, keyring, program);
	const config = join(scratch, `${platform}.json`);
	const node = join(scratch, `node-${platform}`);
	cpSync(nodeIn(nodeFolder, platform), node);
	writeFileSync(
		config,
		JSON.stringify({
			main: join(scratch, 'main.cjs'),
			executable: node,
			output: target,
			disableExperimentalSEAWarning: true,
			execArgv: ['--disable-warning=ExperimentalWarning'],
			execArgvExtension: 'none',
			assets: {program},
		}),
	);
	execFileSync(nodeIn(builder, here), ['--build-sea', config], {stdio: ['ignore', 'ignore', 'inherit']});
	chmodSync(target, 0o755);
	console.log(target);
}
