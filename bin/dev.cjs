// The development commands behind `npm start` and `npm test`: installs what is missing, builds what is stale, runs.
// Old syntax on purpose: it must run on any Node.
'use strict';
const path = require('path');
const fs = require('fs');
const childProcess = require('child_process');
const launcher = require('./node-version.cjs');

const root = path.join(__dirname, '..');
const command = process.argv[2];
const rest = process.argv.slice(3);

function newest(folder) {
	let latest = 0;
	fs.readdirSync(folder, {withFileTypes: true}).forEach(function (entry) {
		const full = path.join(folder, entry.name);
		latest = Math.max(latest, entry.isDirectory() ? newest(full) : fs.statSync(full).mtimeMs);
	});
	return latest;
}

function isInstalled() {
	const marker = path.join(root, 'node_modules', '.package-lock.json');
	return (
		fs.existsSync(marker) &&
		fs.statSync(marker).mtimeMs >= fs.statSync(path.join(root, 'package-lock.json')).mtimeMs - 1000
	);
}

function isBuilt() {
	const output = path.join(root, 'dist', 'main.js');
	if (!fs.existsSync(output)) return false;
	return fs.statSync(output).mtimeMs >= Math.max(newest(path.join(root, 'source')), newest(path.join(root, 'bin')));
}

function run(program, args, words, shell) {
	const result = childProcess.spawnSync(program, args, {
		cwd: root,
		stdio: ['ignore', 'pipe', 'pipe'],
		encoding: 'utf8',
		env: environment,
		shell: shell,
	});
	if (result.status === 0) return;
	process.stderr.write((result.stdout || '') + (result.stderr || '') + '\n' + words + '\n');
	process.exit(1);
}

function prepare(node) {
	if (!isInstalled()) {
		launcher.say('Installing packages …');
		run(
			'npm',
			['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
			'The packages could not be installed. Check the network and run the same command again.',
			process.platform === 'win32',
		);
	}
	if (!isBuilt()) {
		launcher.say('Building …');
		run(node, [path.join('bin', 'build.mjs')], 'The build failed.');
	}
}

const node = launcher.findNode();
// Everything started from here finds this Node first.
const environment = Object.assign({}, process.env, {PATH: path.dirname(node) + path.delimiter + process.env.PATH});
prepare(node);
const tool = function (name, file, args) {
	launcher.runNode(node, [path.join(root, 'node_modules', name, file)].concat(args), {cwd: root, env: environment});
};

if (command === 'start') {
	launcher.runNode(node, ['--disable-warning=ExperimentalWarning', path.join(root, 'dist', 'main.js')].concat(rest), {
		env: environment,
	});
} else if (command === 'test' || command === 'vitest') {
	tool('vitest', 'vitest.mjs', ['run'].concat(rest));
} else if (command === 'pictures') {
	launcher.runNode(node, [path.join(root, 'test', 'pictures', 'make.ts')], {cwd: root, env: environment});
} else if (command === 'bench' || command === 'soak') {
	launcher.runNode(node, [path.join(root, 'test', command, 'run.ts')].concat(rest), {cwd: root, env: environment});
} else if (command === 'check') {
	['tsc --noEmit', 'biome check --error-on-warnings .'].forEach(function (line) {
		run(path.join('node_modules', '.bin', line.split(' ')[0]), line.split(' ').slice(1), line + ' found errors.');
	});
} else if (command !== 'build') {
	launcher.say('Unknown command: ' + command);
	process.exit(2);
}
