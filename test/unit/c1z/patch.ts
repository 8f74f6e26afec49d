import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
import {zstdCompressSync, zstdDecompressSync} from 'node:zlib';
import {golden} from './tenant.ts';

/** Writes a changed copy of the golden file to `path`. */
export function patchGolden(path: string, change: (db: DatabaseSync) => void): void {
	writeFileSync(`${path}.db`, zstdDecompressSync(readFileSync(golden('all-courses.c1z')).subarray(5)));
	const db = new DatabaseSync(`${path}.db`);
	change(db);
	db.close();
	writeFileSync(path, Buffer.concat([Buffer.from('C1ZF\0'), zstdCompressSync(readFileSync(`${path}.db`))]));
	rmSync(`${path}.db`);
}

/** The SQLite database in a sealed file, by plain zlib. */
export function unpackPlainly(path: string): Uint8Array {
	return zstdDecompressSync(readFileSync(path).subarray(5));
}
