// Where a fetched Node is kept, and whether the one that is kept can be used. Old syntax on purpose: any Node runs this.
'use strict';
const path = require('path');
const fs = require('fs');
const os = require('os');
const childProcess = require('child_process');

const isWindows = process.platform === 'win32';

/** The home folder; undefined for a user without one, for whom asking throws. */
function homeFolder() {
	try {
		return os.homedir() || undefined;
	} catch (_) {
		return undefined;
	}
}

/**
 * The folders that may hold a fetched Node, the usual one first. A service often has no home it can write to; the last one
 * is in the folder for temporary files.
 * @return {{folder: string, isShared: boolean}[]} isShared: others may write beside it
 */
function cacheFolders() {
	const home = homeFolder();
	const parents = [];
	if (isWindows && process.env.LOCALAPPDATA) parents.push(process.env.LOCALAPPDATA);
	if (process.platform === 'darwin' && home) parents.push(path.join(home, 'Library', 'Caches'));
	if (process.env.XDG_CACHE_HOME && path.isAbsolute(process.env.XDG_CACHE_HOME))
		parents.push(process.env.XDG_CACHE_HOME);
	if (process.platform !== 'darwin' && home) parents.push(path.join(home, '.cache'));
	const folders = parents.map(function (parent) {
		return {folder: path.join(parent, 'litmos-connector'), isShared: false};
	});
	const user = process.getuid ? '-' + process.getuid() : '';
	folders.push({folder: path.join(os.tmpdir(), 'litmos-connector' + user), isShared: !isWindows});
	return folders;
}

function programIn(folder) {
	return path.join(folder, 'bin', isWindows ? 'node.exe' : 'node');
}

/** Why a program is not the wanted Node; undefined when it starts and says the right version. */
function whyNotNode(program, version) {
	const result = childProcess.spawnSync(program, ['--version'], {encoding: 'utf8', timeout: 30000});
	if (result.error) return result.error.code || result.error.message;
	if (result.status !== 0)
		return String(result.stderr).split('\n')[0] || 'it ended with ' + (result.signal || result.status);
	const said = String(result.stdout).trim();
	return said === 'v' + version ? undefined : 'it says ' + said.slice(0, 40);
}

/** What changes whenever a file is changed; a program that was seen to work need not be started again to know it. */
function stampOf(program) {
	const facts = fs.statSync(program);
	return [facts.size, facts.mode, facts.mtime.getTime(), facts.ctime.getTime()].join(' ');
}

/** Notes that the program in this folder works. */
function markChecked(folder) {
	fs.writeFileSync(path.join(folder, 'checked'), stampOf(programIn(folder)));
}

/** The Node kept in a folder when it works; undefined when there is none, or it is damaged. */
function keptNode(folder, version) {
	const program = programIn(folder);
	try {
		const stamp = stampOf(program);
		let checked = '';
		try {
			checked = fs.readFileSync(path.join(folder, 'checked'), 'utf8');
		} catch (_) {
			// Not checked yet.
		}
		if (checked === stamp) return program;
	} catch (_) {
		return undefined;
	}
	if (whyNotNode(program, version) !== undefined) return undefined;
	try {
		markChecked(folder);
	} catch (_) {
		// A folder that is read-only costs one start more each time.
	}
	return program;
}

/** True when nobody else can have put something into a folder below one that everybody may write to. */
function isOurs(folder) {
	const facts = fs.lstatSync(folder);
	return facts.isDirectory() && facts.uid === process.getuid() && (facts.mode & 18) === 0;
}

/** Makes a folder and those above it. Not endless below /proc, where each attempt says that the folder above is missing. */
function makeFolder(folder) {
	const above = path.dirname(folder);
	if (above !== folder && !fs.existsSync(above)) makeFolder(above);
	try {
		fs.mkdirSync(folder, 448);
	} catch (error) {
		if (error.code !== 'EEXIST' || !fs.statSync(folder).isDirectory()) throw error;
	}
}

function removeFolder(folder) {
	try {
		fs.readdirSync(folder).forEach(function (name) {
			const full = path.join(folder, name);
			if (fs.lstatSync(full).isDirectory()) removeFolder(full);
			else fs.unlinkSync(full);
		});
		fs.rmdirSync(folder);
	} catch (_) {
		// Left for the next sweep.
	}
}

/** Everything that was ever kept: whole Nodes of any version, unpacked executables, and what was left half-made. Folders. */
function keptFolders() {
	const found = [];
	cacheFolders().forEach(function (place) {
		try {
			if (place.isShared && !isOurs(place.folder)) return;
			fs.readdirSync(place.folder, {withFileTypes: true}).forEach(function (entry) {
				if (entry.isDirectory() && /^(node-\d|program-[0-9a-f])/.test(entry.name))
					found.push(path.join(place.folder, entry.name));
			});
		} catch (_) {
			// Not there, or not to be read: nothing of ours.
		}
	});
	return found;
}

module.exports = {
	cacheFolders: cacheFolders,
	keptFolders: keptFolders,
	isOurs: isOurs,
	keptNode: keptNode,
	makeFolder: makeFolder,
	markChecked: markChecked,
	programIn: programIn,
	removeFolder: removeFolder,
	whyNotNode: whyNotNode,
};
