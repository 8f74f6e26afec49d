import {appendFileSync, chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {fromBinary, toBinary} from '@bufbuild/protobuf';
import {kindOf} from '../../files/own-file.ts';
import {Problem} from '../../problem/problem.ts';
import {systemCode} from '../../problem/system-code.ts';
import {
	type BatonServiceFinishTaskRequest,
	BatonServiceFinishTaskRequestSchema,
} from '../../proto/gen/c1/connectorapi/baton/v1/baton_pb.js';
import {journalMessages} from './messages.ts';

/** What is known about a task that has an answer. */
export interface Answered {
	answer: BatonServiceFinishTaskRequest;
	/** ConductorOne confirmed it. */
	acknowledged: boolean;
	/** How often the task was handed out again after that. */
	redelivered: number;
}

/** Remembers answers, so that a task handed out twice is worked on once, also across a restart. */
export interface Journal {
	find(taskId: string): Answered | undefined;
	/** To be called before the answer is sent. */
	answered(taskId: string, answer: BatonServiceFinishTaskRequest): void;
	acknowledged(taskId: string): void;
}

/** Answers kept; tasks come about every half minute, so this is hours. */
const kept = 512;
/** Lines after which the file is written anew. */
const linesAllowed = kept * 8;

type Line = {task: string; answer?: string; acknowledged?: true};

/**
 * Opens a journal kept in a file of JSON lines (0600, appended to, so that a crash loses at most the last line); without a
 * path it is kept in memory only. Throws Problem `disk/denied` when the file cannot be written.
 */
export function openJournal(path: string | undefined): Journal {
	const entries = new Map<string, Answered>();
	let lines = 0;

	function apply(line: Line): void {
		if (line.answer !== undefined) {
			const answer = fromBinary(BatonServiceFinishTaskRequestSchema, Buffer.from(line.answer, 'base64'));
			entries.delete(line.task);
			entries.set(line.task, {answer, acknowledged: line.acknowledged ?? false, redelivered: 0});
		} else if (line.acknowledged) {
			const entry = entries.get(line.task);
			if (entry) entry.acknowledged = true;
		}
		for (const oldest of entries.keys()) {
			if (entries.size <= kept) break;
			entries.delete(oldest);
		}
	}

	function compact(file: string): void {
		const text = [...entries].map(([task, entry]) =>
			JSON.stringify({task, answer: encode(entry.answer), ...(entry.acknowledged ? {acknowledged: true} : {})}),
		);
		const next = `${file}.tmp`;
		writeFileSync(next, text.map((line) => `${line}\n`).join(''), {mode: 0o600});
		renameSync(next, file);
		lines = text.length;
	}

	function write(line: Line): void {
		apply(line);
		if (path === undefined) return;
		guard(path, () => {
			appendFileSync(path, `${JSON.stringify(line)}\n`, {mode: 0o600});
			if (++lines > linesAllowed) compact(path);
		});
	}

	if (path !== undefined) {
		// A link would let whoever made it choose what is overwritten; a pipe would never be read to its end.
		const kind = guard(path, () => kindOf(path));
		if (kind !== 'missing' && kind !== 'file') throw denied(path, kind);
		for (const line of readLines(path)) apply(line);
		guard(path, () => {
			mkdirSync(dirname(path), {recursive: true, mode: 0o700});
			compact(path);
			chmodSync(path, 0o600);
		});
	}

	return {
		find: (taskId) => entries.get(taskId),
		answered: (taskId, answer) => write({task: taskId, answer: encode(answer)}),
		acknowledged: (taskId) => write({task: taskId, acknowledged: true}),
	};
}

function encode(answer: BatonServiceFinishTaskRequest): string {
	return Buffer.from(toBinary(BatonServiceFinishTaskRequestSchema, answer)).toString('base64');
}

/** The readable lines of a journal; a torn or damaged one is left out, which means its task is worked on again. */
function* readLines(path: string): Generator<Line> {
	let text: string;
	try {
		text = readFileSync(path, 'utf8');
	} catch (error) {
		if (systemCode(error) === 'ENOENT') return;
		throw denied(path, error);
	}
	for (const line of text.split('\n')) {
		const parsed = parseLine(line);
		if (parsed) yield parsed;
	}
}

function parseLine(text: string): Line | undefined {
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value !== 'object' || value === null || !('task' in value) || typeof value.task !== 'string')
			return undefined;
		const line = value as Line;
		// Decoded here once more so that a damaged answer counts as no answer.
		if (line.answer !== undefined) fromBinary(BatonServiceFinishTaskRequestSchema, Buffer.from(line.answer, 'base64'));
		return line;
	} catch {
		return undefined;
	}
}

function guard<T>(path: string, use: () => T): T {
	try {
		return use();
	} catch (error) {
		throw denied(path, error);
	}
}

function denied(path: string, cause: unknown): Problem {
	if (systemCode(cause) === 'ENOSPC') return new Problem({code: 'disk/full', ...journalMessages.full, cause});
	return new Problem({code: 'disk/denied', ...journalMessages.notUsable(path), cause});
}
