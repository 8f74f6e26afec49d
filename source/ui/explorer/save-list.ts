import {type FileHandle, open, rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {ExplorerClient} from '../../c1z/explorer-client.ts';
import {Problem} from '../../problem/problem.ts';
import {systemCode} from '../../problem/system-code.ts';
import {printableJson} from '../../text/printable.ts';
import type {Level} from './explorer-state.ts';
import {queryOf} from './lists.ts';
import {explorerMessages} from './messages.ts';
import {listOf} from './root-lists.ts';

const messages = explorerMessages.save;

export interface SavedList {
	path: string;
	rows: number;
	/** The list matches more rows than can be listed. */
	isPartial: boolean;
}

export type ListForm = 'csv' | 'json';

/** Rows read at a time, so that a list of millions passes through little memory. */
const pageRows = 2000;

/**
 * Writes the whole list, as it is narrowed down, into a new file of mode 0600 in `folder` and gives its path.
 */
export async function saveList(
	client: ExplorerClient,
	level: Level,
	form: ListForm,
	folder: string,
	{signal}: {signal?: AbortSignal} = {},
): Promise<SavedList> {
	const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
	const path = join(folder, `litmos-${level.list.replace('type:', '')}-${stamp}.${form}`);
	let handle: FileHandle | undefined;
	try {
		// Never into a file that is there already.
		handle = await open(path, 'wx', 0o600);
		let rows = 0;
		let isPartial = false;
		if (form === 'json') await handle.write('[');
		const {csvLines} = await import('../../text/csv.ts');
		for (let total = 1; rows < total; ) {
			signal?.throwIfAborted();
			const slice = await listOf(level).read(
				client,
				queryOf(level, level.search, rows, pageRows),
				signal ? {signal} : {},
				level.of,
			);
			if (slice.lines.length === 0) break;
			await handle.write(
				form === 'csv' ? csvLines(slice.lines.map(flat), rows === 0) : asJson(slice.lines, rows === 0),
			);
			rows += slice.lines.length;
			total = slice.total;
			isPartial ||= slice.partial === true;
		}
		if (form === 'json') await handle.write('\n]\n');
		await handle.close();
		return {path, rows, isPartial};
	} catch (error) {
		await handle?.close().catch(() => {});
		if (handle) await rm(path, {force: true});
		if (error instanceof Problem || signal?.aborted) throw Problem.from(error);
		const code = systemCode(error);
		throw new Problem({
			code: code === 'ENOSPC' ? 'disk/full' : 'disk/denied',
			what: messages.failed(folder),
			why: code === 'ENOSPC' ? messages.diskFull : messages.systemSays(code ?? String(error)),
			next: [messages.next],
			cause: error,
		});
	}
}

function asJson(lines: readonly unknown[], isFirst: boolean): string {
	return lines.map((line, index) => `${isFirst && index === 0 ? '' : ','}\n${printableJson(line)}`).join('');
}

/** What a row stands for is of no use in a file; several grants are one cell. */
function flat(line: unknown): Record<string, unknown> {
	const {item: _, slugs, ...rest} = line as Record<string, unknown>;
	return Array.isArray(slugs) ? {...rest, slugs: slugs.join(' ')} : rest;
}
