// The development commands behind `npm start` and `npm test`: installs what is missing, builds what is stale, runs.
// Old syntax on purpose: it must run on any Node.
'use strict';
const path = require('path');
const fs = require('fs');
const launcher = require('./node-version.cjs');
const progress = require('./progress-line.cjs');

const root = path.join(__dirname, '..');
const command = process.argv[2];
const rest = process.argv.slice(3);

/** When the newest file of a folder was changed. Written for speed: every start asks it of some 800 files. */
function newest(folder) {
	let latest = 0;
	fs.readdirSync(folder).forEach(function (name) {
		const full = folder + path.sep + name;
		const facts = fs.statSync(full);
		latest = Math.max(latest, facts.isDirectory() ? newest(full) : facts.mtimeMs || facts.mtime.getTime());
	});
	return latest;
}

function isInstalled() {
	const marker = path.join(root, 'node_modules', '.package-lock.json');
	return (
		fs.existsSync(marker) &&
		fs.statSync(marker).mtime.getTime() >= fs.statSync(path.join(root, 'package-lock.json')).mtime.getTime() - 1000
	);
}

function isBuilt() {
	const output = path.join(root, 'dist', 'main.js');
	if (!fs.existsSync(output)) return false;
	return (
		fs.statSync(output).mtime.getTime() >= Math.max(newest(path.join(root, 'source')), newest(path.join(root, 'bin')))
	);
}

/** Runs a step and shows that it is running; ends with what it said when it fails. */
function run(text, program, args, environment, shell) {
	return progress.runShowing(text, program, args, {cwd: root, env: environment, shell: shell}).then(function (result) {
		if (result.status === 0) return;
		const said = result.error ? result.error.message : result.output;
		launcher.fail([said.trim(), text + ': failed. The reason is above; correct it and run the same command again.']);
	});
}

function prepare(node, environment) {
	const isWindows = process.platform === 'win32';
	const installing = isInstalled()
		? Promise.resolve()
		: run(
				'Installing packages (first start only)',
				'npm',
				['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
				environment,
				isWindows
			);
	return installing.then(function () {
		return isBuilt() ? undefined : run('Building', node, [path.join('bin', 'build.mjs')], environment);
	});
}

/** All checks run, one after the other, and say what they found. */
function check(environment) {
	return [
		'tsc --noEmit',
		'biome check --error-on-warnings .',
		'depcruise source --config .dependency-cruiser.mjs',
		'knip',
	].reduce(function (before, line) {
		return before.then(function () {
			const text = line.split(' ');
			return run(line, path.join('node_modules', '.bin', text[0]), text.slice(1), environment);
		});
	}, Promise.resolve());
}

launcher.findNode().then(function (node) {
	// Everything started from here finds this Node first.
	const environment = Object.assign({}, process.env, {PATH: path.dirname(node) + path.delimiter + process.env.PATH});
	const start = function (text, options) {
		launcher.runNode(node, text, Object.assign({env: environment}, options));
	};
	return prepare(node, environment).then(function () {
		switch (command) {
			case 'start':
				// Compiling is a good part of a start: each one uses what the one before has compiled.
				if (!environment.NODE_COMPILE_CACHE) {
					environment.NODE_COMPILE_CACHE = path.join(root, 'node_modules', '.cache', 'compiled');
				}
				return start(['--disable-warning=ExperimentalWarning', launcher.findBuild()].concat(rest));
			case 'test':
			case 'test:long':
			case 'vitest':
				if (command === 'test:long') environment.LITMOS_TEST_LONG = '1';
				return start([path.join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run'].concat(rest), {cwd: root});
			case 'pictures':
				return start([path.join(root, 'test', 'pictures', 'make.ts')], {cwd: root});
			case 'texts':
				return start([path.join(root, 'test', 'texts', 'print.ts')], {cwd: root});
			case 'bench':
			case 'soak':
				return start([path.join(root, 'test', command, 'run.ts')].concat(rest), {cwd: root});
			case 'package':
				return start([path.join('bin', 'package.mjs')].concat(rest), {cwd: root});
			case 'check':
				return check(environment);
			case 'build':
				return undefined;
			default:
				progress.say('Unknown command: ' + command);
				process.exit(2);
		}
	});
});
