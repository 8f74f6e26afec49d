// The licences of everything that is inside dist/, gathered from what esbuild really put there.
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

const line = '-'.repeat(80);

/**
 * The text of THIRD-PARTY-NOTICES. `inputs` are the files of esbuild's metafile, relative to `root`. A package without a
 * licence text of its own fails the build, unless it names a licence whose text `known` has.
 */
export function thirdPartyNotices(root, inputs, known = {}) {
	const packages = new Map();
	for (const input of inputs) {
		const folder = packageFolder(input);
		if (folder !== undefined) packages.set(folder, noticeOf(join(root, folder), known));
	}
	const notices = [...packages.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
	const listed = notices.filter((notice, index) => notice.text !== notices[index - 1]?.text);
	const head = [
		'This program contains parts of the packages below. Each keeps its own license.',
		...notices
			.map(({name, license}) => `  ${name} (${license.replace(/^\(|\)$/g, '')})`)
			.filter((text, index, all) => text !== all[index - 1]),
	];
	return `${[head.join('\n'), ...listed.map(({text}) => text)].join(`\n\n${line}\n\n`)}\n`;
}

/** The notices of the program with those of more packages, by folder, such as the Node that is around it in an executable. */
export function noticesWith(root, folders) {
	const notices = readFileSync(join(root, 'THIRD-PARTY-NOTICES'), 'utf8').trimEnd();
	return `${[notices, ...folders.map((folder) => noticeOf(folder, {}).text)].join(`\n\n${line}\n\n`)}\n`;
}

/** The folder of the package that a file belongs to; a package inside another one's node_modules is its own. */
function packageFolder(file) {
	return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}

function noticeOf(folder, known) {
	const {name, version, license, author, homepage} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const files = readdirSync(folder)
		.filter((file) => /^(licen[cs]e|copying|notice)([.-]|$)/i.test(file))
		.sort();
	const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
	if (texts.length === 0) {
		const text = known[license];
		if (text === undefined) throw new Error(`${name} ${version} has no license text (${license}), and none is known`);
		const by = typeof author === 'string' ? author : author?.name;
		texts.push(`Copyright (c) ${by ?? `the authors of ${name}`}\n\n${text}`);
	}
	const title = `${name} ${version}`;
	const head = [title, `License: ${license}`, ...(homepage ? [homepage] : [])].join('\n');
	return {name: title, license, text: [head, ...texts].join('\n\n')};
}
