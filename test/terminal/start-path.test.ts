import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {Terminal} from './terminal.ts';

/** Writes down which modules are loaded until the first page has been written, in the order of loading. */
const watcher = (list: string) => `
const {appendFileSync} = require('node:fs');
const {registerHooks} = require('node:module');
let isShown = false;
const write = process.stdout.write;
process.stdout.write = function (text, ...rest) {
	isShown ||= String(text).includes('Try the sandbox');
	return write.call(this, text, ...rest);
};
registerHooks({
	load(url, context, next) {
		if (!isShown) appendFileSync(${JSON.stringify(list)}, url + '\\n');
		return next(url, context);
	},
});
`;

test('before the first page, the set-up loads the gathered files alone, and none of the modules of Node that take long', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'start-path-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	const list = join(folder, 'loaded');
	writeFileSync(join(folder, 'watcher.cjs'), watcher(list));
	await using terminal = new Terminal([], {
		environment: {NODE_OPTIONS: `--require=${join(folder, 'watcher.cjs')}`},
	});
	await terminal.waitFor('Try the sandbox');
	const loaded = readFileSync(list, 'utf8').trim().split('\n');
	const files = loaded.filter((url) => url.includes('/dist/')).map((url) => url.replace(/^.*\/dist\//, ''));
	expect(files.map((name) => name.replace(/-[A-Z0-9]{8}\.js$/, '.js')).sort()).toEqual([
		'context.js',
		'main.js',
		'program.js',
		'run-setup.js',
		'setup.js',
		'start-every.js',
		'start-main.js',
		'start-setup.js',
		'start-shared.js',
	]);
	const slow = ['crypto', 'http', 'https', 'http2', 'net', 'tls', 'zlib', 'sqlite', 'dns'];
	expect(loaded.filter((url) => slow.includes(url.replace(/^node:/, '')))).toEqual([]);
});
