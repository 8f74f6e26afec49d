// Finds a Node that is new enough, and runs it. Old syntax on purpose: this file must run on any Node a person may have.
'use strict';
const childProcess = require('child_process');
const path = require('path');
const fs = require('fs');

const oldest = [22, 19];

function isGoodNode(version) {
	const parts = version.replace(/^v/, '').split('.').map(Number);
	return parts[0] > oldest[0] || (parts[0] === oldest[0] && parts[1] >= oldest[1]);
}

/**
 * Path of a Node that is new enough; fetches a pinned one when this one is too old. Ends the program, with the reason,
 * when there is none.
 * @return {Promise<string>}
 */
function findNode() {
	if (isGoodNode(process.version)) return Promise.resolve(process.execPath);
	return require('./fetch-node.cjs')
		.pinnedNode()
		.catch(function (trouble) {
			fail([
				'litmos-connector needs Node ' + oldest.join('.') + ' or newer, and this is ' + process.version + '.',
				trouble.reason || String(trouble.message),
				(trouble.advice ? trouble.advice + ', or install' : 'Install') +
					' Node ' +
					oldest.join('.') +
					' or newer yourself; then run the same command again.',
			]);
		});
}

/** Path of the built program. Ends the program, with the reason, when it was not built. */
function findBuild() {
	const main = path.join(__dirname, '..', 'dist', 'main.js');
	if (fs.existsSync(main)) return main;
	const isClone = fs.existsSync(path.join(__dirname, '..', 'source'));
	return fail([
		'litmos-connector is not built: ' + main + ' is missing.',
		isClone
			? 'Run “npm start” in ' + path.join(__dirname, '..') + ', which builds it first, or “npm run build”.'
			: 'Install it again: npm install --global litmos-connector',
	]);
}

function fail(lines) {
	process.stderr.write(lines.join('\n') + '\n');
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
		fail(['litmos-connector could not be started with ' + node + ': ' + error.message]);
	});
	child.on('exit', function (code, signal) {
		if (!signal) process.exit(code === null ? 1 : code);
		process.removeAllListeners(signal);
		process.kill(process.pid, signal);
	});
}

module.exports = {isGoodNode: isGoodNode, findNode: findNode, findBuild: findBuild, runNode: runNode, fail: fail};
