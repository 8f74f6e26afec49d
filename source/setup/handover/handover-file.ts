import {closeSync, constants, fstatSync, openSync, readFileSync, writeFileSync} from 'node:fs';
import {resolve} from 'node:path';
import * as z from 'zod';
import {tenantHost} from '../../conductorone/rest/tenant-host.ts';
import {parseRules} from '../../course-rules/parse.ts';
import {hostings} from '../../deploy/ways.ts';
import {regions} from '../../litmos/regions.ts';
import {systemReason} from '../../problem/messages.ts';
import {Problem, type ProblemTexts} from '../../problem/problem.ts';
import {systemCode} from '../../problem/system-code.ts';
import {settingOf} from '../../settings/settings.ts';
import {bytes} from '../../text/amounts.ts';
import {printable} from '../../text/printable.ts';
import {readingItems} from '../reading.ts';
import {handoverMessages, handoverNote} from './messages.ts';

const kind = 'litmos-connector-handover';
const version = 1;

/** Bytes of the largest file that is read: 10,000 selected courses with long names fit. */
const largest = 2_000_000;

/** Text from another computer: bounded, and nothing in it can steer a terminal. */
const text = (longest: number) => z.string().min(1).max(longest).transform(printable);
const byRule = (rule: (value: string) => unknown, longest = 300) =>
	text(longest).refine((value) => {
		try {
			rule(value);
			return true;
		} catch {
			return false;
		}
	});
const count = z.number().int().min(0).max(1_000_000_000);
const name = text(500);
const id = text(200);

const litmosPart = z
	.strictObject({
		account: byRule(settingOf('source').parse),
		region: z.enum(regions.map((region) => region.id)).nullable(),
		/** Address of the API where it is no region's; null otherwise. */
		address: byRule(settingOf('litmosUrl').parse).nullable(),
		/** Rules that select courses instead; null without them. */
		courseRules: z.array(byRule(parseRules, 5000)).min(1).max(100).nullable(),
		/** Selected courses, or those that the rules matched when the file was written. Null = all, also those added later. */
		courses: z
			.array(z.strictObject({id, name: name.nullable()}))
			.max(10_000)
			.nullable(),
		optionalData: z.array(z.enum(readingItems)).max(readingItems.length),
		/** The interval of delta sync, such as `12h`; null for the usual one, and without delta sync. */
		deltaInterval: byRule(settingOf('deltaInterval').parse).nullable(),
		/** What the last complete read found; null when there was none. */
		read: z
			.strictObject({at: z.iso.datetime(), accounts: count, teams: count, courses: count, grants: count})
			.nullable(),
	})
	// ConductorOne's own connector takes IDs, which nobody can look up without the API key.
	.refine(({courseRules, courses}) => courseRules === null || courses !== null);

const appPart = z.discriminatedUnion('kind', [
	z.strictObject({kind: z.literal('new'), name}),
	z.strictObject({kind: z.literal('existing'), id, name}),
	z.strictObject({
		kind: z.literal('seen'),
		binding: z.strictObject({appId: id, resourceTypeId: id, resourceId: id}),
		name,
	}),
]);

const conductorOnePart = z.strictObject({
	tenant: byRule(tenantHost),
	app: appPart,
	/** Ids of users: no name and no e-mail address. Empty = whoever signs in. */
	owners: z.array(id).max(100),
	hosting: z.enum(hostings),
	/** Hosted only: the owners fill in the API key in ConductorOne. */
	isDelegated: z.boolean(),
});

const schema = z.strictObject({
	kind: z.literal(kind),
	version: z.literal(version),
	note: z.string().max(2000),
	program: text(50),
	writtenAt: z.iso.datetime(),
	/** What the owner of the Litmos account has answered; null when the other one begins. */
	litmos: litmosPart.nullable(),
	/** What the administrator of ConductorOne has answered. */
	conductorOne: conductorOnePart.nullable(),
});

/** What one colleague hands over to another. */
export type Handover = z.infer<typeof schema>;
export type LitmosHandover = z.infer<typeof litmosPart>;
export type ConductorOneHandover = z.infer<typeof conductorOnePart>;

export function formatHandover(
	parts: Pick<Handover, 'litmos' | 'conductorOne'>,
	{program, now}: {program: string; now: Date},
): string {
	const file: Handover = {kind, version, note: handoverNote, program, writtenAt: now.toISOString(), ...parts};
	return `${JSON.stringify(file, null, 2)}\n`;
}

/** Reads the text of a handover file; `path` is for messages. Throws `file/damaged` and says what is wrong with it. */
export function parseHandover(content: string, path: string): Handover {
	let value: unknown;
	try {
		value = JSON.parse(content);
	} catch {
		throw damaged(handoverMessages.notJson(path));
	}
	const head = z.object({kind: z.literal(kind), version: z.number()}).safeParse(value);
	if (!head.success) throw damaged(handoverMessages.notHandover(path));
	if (head.data.version > version) throw damaged(handoverMessages.newer(path, head.data.version));
	const parsed = schema.safeParse(value);
	if (parsed.success && (parsed.data.litmos !== null || parsed.data.conductorOne !== null)) return parsed.data;
	// Three are enough to see what happened to the file.
	const issues = parsed.success ? [] : parsed.error.issues.slice(0, 3);
	throw damaged(
		issues.length === 0
			? handoverMessages.notHandover(path)
			: handoverMessages.wrong(
					path,
					issues.map((issue) =>
						handoverMessages.mistake(printable(issue.path.join('.')), printable(issue.message).slice(0, 200)),
					),
				),
	);
}

function damaged(problem: ProblemTexts): Problem {
	return new Problem({code: 'file/damaged', ...problem, exit: 2});
}

/** Reads a handover file, at most `largest` bytes of it. Throws `file/unreadable` and `file/damaged`. */
export function readHandover(path: string): Handover {
	const unreadable = (why: string) =>
		new Problem({code: 'file/unreadable', ...handoverMessages.notReadable(path, why), exit: 2});
	let file: number;
	try {
		// A pipe without a writer must not block.
		file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
	} catch (error) {
		throw unreadable(systemReason(systemCode(error) ?? ''));
	}
	try {
		const status = fstatSync(file);
		if (!status.isFile()) throw unreadable(handoverMessages.noFile);
		if (status.size > largest) throw unreadable(handoverMessages.tooLarge(bytes(status.size)));
		return parseHandover(readFileSync(file, 'utf8'), path);
	} finally {
		closeSync(file);
	}
}

/**
 * Writes a handover file, for its owner only, and gives its whole path. Throws `input/invalid` when something is there
 * already, and `disk/denied`.
 */
export function writeHandover(path: string, content: string): string {
	const whole = resolve(path);
	try {
		writeFileSync(whole, content, {flag: 'wx', mode: 0o600});
	} catch (error) {
		const code = systemCode(error) ?? '';
		if (code === 'EEXIST') throw new Problem({code: 'input/invalid', ...handoverMessages.exists(whole)});
		throw new Problem({code: 'disk/denied', ...handoverMessages.notWritten(whole, code), cause: error});
	}
	return whole;
}
