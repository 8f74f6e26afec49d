// What a self-contained executable starts with: Node itself is around it, the program is an asset inside it. It is unpacked
// once into the cache folder, because worker threads, child processes and the keychain module are files to Node.
import crypto from 'node:crypto';
import fs from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import * as sea from 'node:sea';
import zlib from 'node:zlib';
import kept from './kept-node.cjs';

/** Files by name, each base64, as bin/package.mjs packs them. */
function unpack(packed, folder) {
	const files = JSON.parse(zlib.gunzipSync(packed).toString());
	Object.keys(files).forEach((name) => {
		const full = path.join(folder, name);
		fs.mkdirSync(path.dirname(full), {recursive: true, mode: 448});
		fs.writeFileSync(full, Buffer.from(files[name], 'base64'), {mode: 384});
	});
}

/** The first cache folder that can be used; its name is the program's hash, so versions stay apart. */
function programFolder() {
	const packed = Buffer.from(sea.getAsset('program'));
	const name = `program-${crypto.createHash('sha256').update(packed).digest('hex').slice(0, 32)}`;
	const refusals = [];
	for (const place of kept.cacheFolders()) {
		const folder = path.join(place.folder, name);
		try {
			kept.makeFolder(place.folder);
			if (place.isShared && !kept.isOurs(place.folder)) throw new Error('it belongs to someone else');
			if (fs.existsSync(folder)) return folder;
			const partial = `${folder}.partial-${process.pid}`;
			unpack(packed, partial);
			try {
				fs.renameSync(partial, folder);
			} catch (error) {
				// Another start was first.
				kept.removeFolder(partial);
				if (!fs.existsSync(folder)) throw error;
			}
			return folder;
		} catch (error) {
			refusals.push(`${place.folder} (${error.code || error.message})`);
		}
	}
	process.stderr.write(
		'litmos-connector cannot unpack itself anywhere: ' +
			refusals.join('; ') +
			'.\nSet XDG_CACHE_HOME to a folder that this user can write to.\n',
	);
	return process.exit(1);
}

const folder = programFolder();
// A child process is this executable again, told which file to run. No person can type that channel.
const own = process.argv.findIndex(
	(word, index) => index > 0 && path.dirname(word) === path.join(folder, 'dist') && word.endsWith('.js'),
);
const isChild = process.env.NODE_CHANNEL_FD !== undefined || process.send !== undefined;
const main = isChild && own > 0 ? process.argv[own] : path.join(folder, 'dist', 'main.js');
if (isChild && own > 0) process.argv.splice(1, own, main);
// From a file on disk: an embedded script can import nothing but Node's own modules.
createRequire(path.join(folder, 'bin', 'x.cjs'))('./import-main.cjs')(main);
