import {randomUUID} from 'node:crypto';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import * as z from 'zod';
import {Problem} from '../../problem/problem.ts';
import {connectStoreProblemMessages} from '../messages.ts';
import {type Progress, progressSchema} from './progress.ts';

/** Who is signed in. The key itself is in the keychain. */
const accountSchema = z.object({
	host: z.string(),
	userId: z.string(),
	displayName: z.string(),
	email: z.string(),
	roles: z.array(z.string()),
	clientId: z.string(),
	/** Unknown for a pasted key. */
	keyId: z.string().optional(),
	expiresAt: z.string().optional(),
});
export type Account = z.infer<typeof accountSchema>;

/**
 * A personal key that nobody will use: another has taken its place, or its making was cut off. Kept until it is gone from
 * ConductorOne and the keychain. One that was asked for without an answer is known by its name and time only.
 */
const strayKeySchema = z.union([
	z.object({host: z.string(), clientId: z.string(), keyId: z.string().optional()}),
	/** `since`: ISO 8601, by this computer's clock. */
	z.object({host: z.string(), displayName: z.string(), since: z.string()}),
]);
export type StrayKey = z.infer<typeof strayKeySchema>;

const schema = z.object({
	setUpId: z.string(),
	account: accountSchema.optional(),
	strayKeys: z.array(strayKeySchema).default([]),
	/** By `progressKey`. */
	setUps: z.record(z.string(), progressSchema),
	/** Key of the set-up worked on last. */
	last: z.string().optional(),
});
type Content = z.infer<typeof schema>;

/** What the set-up in ConductorOne keeps between runs, in the state folder with mode 0600: who is signed in, and ids. No secret. */
export interface ConnectStore {
	readonly setUpId: string;
	account(): Account | undefined;
	setAccount(account: Account | undefined, strayKeys: readonly StrayKey[]): void;
	strayKeys(): readonly StrayKey[];
	setStrayKeys(strayKeys: readonly StrayKey[]): void;
	setUp(key: string): Progress | undefined;
	setUps(): readonly Progress[];
	last(): {key: string; progress: Progress} | undefined;
	saveSetUp(key: string, progress: Progress): void;
	removeSetUp(key: string): void;
}

/**
 * Opens the store; a file that cannot be read is told in words and never overwritten, since it holds ids to undo by. In a
 * dry run changes last as long as the store.
 */
export async function openConnectStore(folder: string, {isDry = false} = {}): Promise<ConnectStore> {
	const {default: Conf} = await import('conf');
	const configName = 'conductorone';
	const path = join(folder, `${configName}.json`);
	const damaged = (cause: unknown) =>
		new Problem({code: 'file/damaged', ...connectStoreProblemMessages.damaged(path), cause});
	const open = () => new Conf<Record<string, unknown>>({cwd: folder, configName, configFileMode: 0o600});
	let conf: ReturnType<typeof open> | undefined;
	try {
		// Opening what is not there makes the folder for it.
		if (existsSync(path)) conf = open();
	} catch (error) {
		throw error instanceof SyntaxError ? damaged(error) : error;
	}
	const parsed = schema.safeParse({setUpId: randomUUID(), setUps: {}, ...conf?.store});
	if (!parsed.success) throw damaged(parsed.error);
	let content: Content = parsed.data;
	let isMarked = conf?.get('setUpId') === content.setUpId;
	const change = (next: Partial<Content>) => {
		content = {...content, ...next};
		isMarked = true;
		if (isDry) return;
		conf ??= open();
		conf.store = JSON.parse(JSON.stringify(content)) as Record<string, unknown>;
	};
	return {
		get setUpId() {
			// Kept before it marks anything.
			if (!isMarked) change({});
			return content.setUpId;
		},
		account: () => content.account,
		setAccount: (account, strayKeys) => change({account, strayKeys: [...strayKeys]}),
		strayKeys: () => content.strayKeys,
		setStrayKeys: (strayKeys) => change({strayKeys: [...strayKeys]}),
		setUp: (key) => content.setUps[key],
		setUps: () => Object.values(content.setUps),
		last() {
			const {last} = content;
			const progress = last === undefined ? undefined : content.setUps[last];
			return last === undefined || progress === undefined ? undefined : {key: last, progress};
		},
		saveSetUp: (key, progress) => change({setUps: {...content.setUps, [key]: progress}, last: key}),
		removeSetUp(key) {
			const {[key]: _removed, ...setUps} = content.setUps;
			change({setUps, last: content.last === key ? undefined : content.last});
		},
	};
}
