// Fetches the pinned Node from the npm registry. Old syntax on purpose: this file must run on any Node. What only fetching
// needs is required there, since every start on an old Node comes by here.
'use strict';
const path = require('path');
const fs = require('fs');
const kept = require('./kept-node.cjs');
const pinned = require('./pinned-node.json');
const progress = require('./progress-line.cjs');

const isWindows = process.platform === 'win32';
const staleAfter = 60 * 60 * 1000;

/** What a person can do something about: a reason, and what to do. */
function Trouble(reason, advice) {
	this.reason = reason;
	this.advice = advice;
}

/**
 * A Node that is new enough: the kept one, or one fetched now. The first folder that can be used gets it.
 * @return {Promise<string>} path of the program; rejects with a Trouble
 */
function pinnedNode() {
	const entry = pinned.packages[process.platform + '-' + process.arch];
	if (!entry) {
		return Promise.reject(new Trouble('There is no Node to fetch for ' + process.platform + ' ' + process.arch + '.'));
	}
	const places = kept.cacheFolders();
	for (let index = 0; index < places.length; index++) {
		const found = isSafe(places[index]) && kept.keptNode(nodeFolder(places[index]), pinned.version);
		if (found) return Promise.resolve(found);
	}
	return fetchInto(places, entry, undefined, []);
}

function isSafe(place) {
	if (!place.isShared) return true;
	try {
		return kept.isOurs(place.folder);
	} catch (_) {
		return false;
	}
}

function nodeFolder(place) {
	return path.join(place.folder, 'node-' + pinned.version);
}

/** Tries one folder after the other. `program`: the bytes of the Node, once they have been fetched. */
function fetchInto(places, entry, program, refusals) {
	const place = places[0];
	if (!place) {
		return Promise.reject(
			new Trouble(
				'Node ' + pinned.version + ' cannot be kept anywhere: ' + refusals.join('; ') + '.',
				// The Node of the registry needs this library; the smallest Debian and Red Hat systems lack it.
				/libatomic\.so/.test(refusals.join())
					? 'Install libatomic (Debian, Ubuntu: apt-get install libatomic1; Red Hat, Fedora: dnf install libatomic)'
					: 'Set XDG_CACHE_HOME to a folder that this user can write to and run programs from'
			)
		);
	}
	const next = function (reason, bytes) {
		return fetchInto(places.slice(1), entry, bytes, refusals.concat(place.folder + ' (' + reason + ')'));
	};
	const folder = nodeFolder(place) + '.partial-' + process.pid + '-' + require('crypto').randomBytes(4).toString('hex');
	try {
		kept.makeFolder(place.folder);
		if (!isSafe(place)) return next('it belongs to someone else', program);
		sweep(place.folder);
		kept.makeFolder(path.join(folder, 'bin'));
	} catch (error) {
		return next(error.code || error.message, program);
	}
	process.on('exit', function () {
		if (fs.existsSync(folder)) kept.removeFolder(folder);
	});
	return (program ? Promise.resolve(program) : download(folder, entry)).then(function (bytes) {
		let refusal;
		try {
			refusal = install(folder, bytes);
		} catch (error) {
			refusal = error.code || error.message;
		}
		if (refusal === undefined) return moveIntoPlace(folder, nodeFolder(place));
		kept.removeFolder(folder);
		return next(refusal, bytes);
	});
}

/** What killed runs left behind. */
function sweep(folder) {
	fs.readdirSync(folder).forEach(function (name) {
		const full = path.join(folder, name);
		if (/^node-.*\.partial-/.test(name) && Date.now() - fs.statSync(full).mtime.getTime() > staleAfter) {
			kept.removeFolder(full);
		}
	});
}

/** Lets npm fetch the package, so that its registry and proxy settings count, and checks it against the pinned hash. */
function download(folder, entry) {
	// npm's own cache may be in a home that cannot be written to.
	const cache = path.join(folder, 'npm-cache');
	const args = ['pack', entry.name + '@' + pinned.version, '--cache=' + (isWindows ? '"' + cache + '"' : cache)];
	args.push('--loglevel=error', '--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--update-notifier=false');
	return progress
		.runShowing(
			'This is Node ' + process.version + '; fetching Node ' + pinned.version + ' for litmos-connector only',
			'npm',
			args,
			// npm is a .cmd file on Windows, which only a shell can start.
			{cwd: folder, shell: isWindows}
		)
		.then(function (result) {
			if (result.error)
				throw notFetched(result.error.code === 'ENOENT' ? 'npm is not installed' : result.error.message);
			if (result.status !== 0) throw notFetched(whyOf(result.output));
			const name = fs.readdirSync(folder).filter(function (file) {
				return /\.tgz$/.test(file);
			})[0];
			if (name === undefined) throw notFetched('npm brought no package');
			const archive = fs.readFileSync(path.join(folder, name));
			const hash = 'sha512-' + require('crypto').createHash('sha512').update(archive).digest('base64');
			if (hash !== entry.integrity) {
				throw notFetched('the package ' + entry.name + ' is not the one this program knows (its hash differs)');
			}
			fs.unlinkSync(path.join(folder, name));
			kept.removeFolder(cache);
			return programOf(require('zlib').gunzipSync(archive));
		});
}

function notFetched(reason) {
	return new Trouble(
		'Node ' + pinned.version + ' could not be fetched: ' + reason + '.',
		'Check the network, and the proxy and registry that npm is set up with'
	);
}

/** What npm gives as the reason, without its log file's name and the like. */
function whyOf(output) {
	const code = /^npm (?:ERR!|error) code (\S+)/m.exec(output);
	if (
		code &&
		/^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ENOTCACHED)$/.test(code[1])
	) {
		return 'the npm registry cannot be reached (' + code[1] + ')';
	}
	const lines = output.split('\n').filter(function (line) {
		return line.trim() !== '' && !/ code \S+$/.test(line);
	});
	return (lines[0] || (code && code[1]) || 'npm failed').replace(/^npm (?:ERR!|error) /, '').replace(/\.$/, '');
}

/** The program inside the package. A tar archive is a row of headers of 512 bytes, each followed by its file. */
function programOf(tar) {
	let at = 0;
	while (at + 512 <= tar.length) {
		const name = tar.toString('binary', at, at + 100).replace(/\0[\s\S]*$/, '');
		const size = parseInt(tar.toString('binary', at + 124, at + 136), 8) || 0;
		if (/^[^/]+\/bin\/node(\.exe)?$/.test(name)) return tar.slice(at + 512, at + 512 + size);
		at += 512 + Math.ceil(size / 512) * 512;
	}
	throw notFetched('the package holds no program');
}

/** Writes the program and starts it once. Gives the reason when it does not work from this folder. */
function install(folder, bytes) {
	const program = kept.programIn(folder);
	fs.writeFileSync(program, bytes, {mode: 493});
	const why = kept.whyNotNode(program, pinned.version);
	if (why === undefined) kept.markChecked(folder);
	return why === undefined ? undefined : 'Node does not start there: ' + why;
}

/** One rename, so that nobody ever sees half a Node; the first of two that fetch at once wins. */
function moveIntoPlace(folder, final) {
	for (let attempt = 0; attempt < 2; attempt++) {
		try {
			fs.renameSync(folder, final);
			return kept.programIn(final);
		} catch (_) {
			const other = kept.keptNode(final, pinned.version);
			if (other !== undefined) {
				kept.removeFolder(folder);
				return other;
			}
			const aside = folder + '.broken';
			try {
				fs.renameSync(final, aside);
			} catch (_) {
				// Gone in the meantime, or in use.
			}
			kept.removeFolder(aside);
		}
	}
	throw new Trouble('The damaged Node in ' + final + ' cannot be replaced.', 'Remove that folder');
}

module.exports = {pinnedNode: pinnedNode};
