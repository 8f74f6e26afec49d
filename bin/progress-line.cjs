// Runs a slow command and shows that it is running. Old syntax on purpose: this file must run on any Node.
'use strict';
const childProcess = require('child_process');

const frames = ['|', '/', '-', '\\'];

function say(text) {
	process.stderr.write(text + '\n');
}

/**
 * Runs a command and shows `text` with the seconds so far; without a terminal, `text` is one plain line.
 * @return {Promise<{status: number|null, output: string, error: Error|undefined}>} output holds both streams; never rejects
 */
function runShowing(text, command, args, options) {
	return new Promise(function (resolve) {
		const isLive = process.stderr.isTTY === true && process.env.TERM !== 'dumb';
		const started = Date.now();
		let turn = 0;
		const draw = function () {
			const end = ' … ' + Math.round((Date.now() - started) / 1000) + ' s ';
			// A line that went on in the next row would be drawn again and again, one below the other.
			const space = (process.stderr.columns || 80) - end.length - 3;
			const line = text.length > space ? text.slice(0, Math.max(0, space)) : text;
			process.stderr.write('\r' + frames[turn++ % frames.length] + ' ' + line + end);
		};
		if (isLive) draw();
		else say(text + ' …');
		const timer = isLive ? setInterval(draw, 200) : undefined;
		let output = '';
		let isOver = false;
		const end = function (status, error) {
			if (isOver) return;
			isOver = true;
			if (isLive) {
				clearInterval(timer);
				process.stderr.write('\r' + new Array(process.stderr.columns || 80).join(' ') + '\r');
			}
			resolve({status: status, output: output, error: error});
		};
		const collect = function (part) {
			output = (output + part).slice(-20000);
		};
		let child;
		try {
			child = childProcess.spawn(command, args, Object.assign({}, options, {stdio: ['ignore', 'pipe', 'pipe']}));
		} catch (error) {
			end(null, error);
			return;
		}
		child.stdout.on('data', collect);
		child.stderr.on('data', collect);
		child.on('error', function (error) {
			end(null, error);
		});
		child.on('close', function (status) {
			end(status, undefined);
		});
	});
}

module.exports = {runShowing: runShowing, say: say};
