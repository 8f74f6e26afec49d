import * as z from 'zod';
import type {ConnectAnswers} from './answers.ts';

const counts = z.object({
	accounts: z.number(),
	entitlements: z.number(),
	grants: z.number(),
	unlistedGrants: z.number().optional(),
});

/**
 * What one set-up has made so far, saved after each step and before each write that must not happen twice. Ids only,
 * never a secret.
 */
export const progressSchema = z.object({
	host: z.string(),
	startedAt: z.string(),
	/** What it was begun with, so that it can be gone on with. */
	answers: z
		.custom<ConnectAnswers>(
			(value) => typeof value === 'object' && value !== null && 'app' in value && 'hosting' in value,
		)
		.optional(),
	/** Ids that were there before the first write: what is there later and not among them is ours. */
	before: z.object({apps: z.array(z.string()).optional(), connectors: z.array(z.string()).optional()}),
	app: z.object({id: z.string(), name: z.string(), isOurs: z.boolean()}).optional(),
	/** `syncedBefore`: end of its last sync before this set-up touched it, as ConductorOne says it; null = none. */
	connector: z
		.object({
			id: z.string(),
			appId: z.string(),
			catalogId: z.string(),
			isOurs: z.boolean(),
			syncedBefore: z.string().nullable(),
		})
		.optional(),
	owners: z
		.object({state: z.enum(['done', 'pending', 'refused']), added: z.array(z.string()), missing: z.array(z.string())})
		.optional(),
	/** A credential was asked for and the answer not read: one may have been issued whose id nobody knows. */
	isIssuing: z.boolean().optional(),
	/** `isKept` false: issued, but its secret is in no place yet, so it is of no use to a later run. */
	credential: z.object({id: z.string(), clientId: z.string(), isKept: z.boolean()}).optional(),
	/** `isDone` false: some may be written. */
	files: z.object({folder: z.string(), names: z.array(z.string()), isDone: z.boolean()}).optional(),
	applied: z.object({at: z.string(), context: z.string().optional(), namespace: z.string().optional()}).optional(),
	pushed: z.object({at: z.string(), syncId: z.string(), counts}).optional(),
	/** What should arrive, when it is known: what was pushed, or what the preview read. */
	sent: counts.optional(),
	/** Things a person should know, said once more at the end. */
	notes: z.array(z.string()),
});

export type Progress = z.infer<typeof progressSchema>;

export function beginningOf(host: string, answers?: ConnectAnswers, now = new Date()): Progress {
	return {host, startedAt: now.toISOString(), before: {}, notes: [], ...(answers === undefined ? {} : {answers})};
}

/** Which set-up the answers are about: another app or another way to host is another set-up. */
export function progressKey(host: string, {app, hosting, existing}: ConnectAnswers): string {
	const which =
		app.kind === 'existing' ? app.id : app.kind === 'seen' ? app.binding.resourceId : app.name.trim().toLowerCase();
	return JSON.stringify([host, app.kind, which, hosting, existing]);
}
