import {readFile} from 'node:fs/promises';
import {text as readAll} from 'node:stream/consumers';
import * as z from 'zod';
import {readImage} from '../deploy/image.ts';
import {packagings} from '../deploy/kubernetes.ts';
import {runnerNames} from '../deploy/terraform-hosting.ts';
import {type Hosting, hasFiles, hostings, wayOf} from '../deploy/ways.ts';
import {systemReason} from '../problem/messages.ts';
import {Problem} from '../problem/problem.ts';
import type {SignedIn} from '../setup/conductorone/account.ts';
import type {ConnectAnswers} from '../setup/conductorone/answers.ts';
import {findApp, findOwners, findSeenApp, ownerOf} from '../setup/conductorone/resolve-answers.ts';
import {usualAnswers} from '../setup/conductorone/usual-answers.ts';
import {folderOf} from '../setup/services/files-folder.ts';
import type {OwnValues} from './command.ts';
import {answersMessages} from './problem-messages.ts';

const schema = z.strictObject({
	app: z.string().min(1).optional(),
	newApp: z.string().min(1).optional(),
	promote: z.string().min(1).optional(),
	owner: z.union([z.string(), z.array(z.string())]).optional(),
	hosting: z.enum(hostings).optional(),
	delegateTo: z.string().min(1).optional(),
	connector: z.enum(['reuse', 'new']).optional(),
	connectorName: z.string().min(1).optional(),
	apply: z.boolean().optional(),
	folder: z.string().min(1).optional(),
	overwrite: z.boolean().optional(),
	namespace: z
		.string()
		.regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, answersMessages.namespace)
		.optional(),
	context: z
		.string()
		.regex(/^[^-\s]\S*$/, answersMessages.context)
		.optional(),
	image: z
		.string()
		.refine((text) => readImage(text) !== null, answersMessages.image)
		.optional(),
	packaging: z.enum(packagings).optional(),
	externalSecrets: z
		.string()
		.regex(/^[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?$/, answersMessages.store)
		.optional(),
	runBy: z.enum(runnerNames).optional(),
});
export type GivenAnswers = z.infer<typeof schema>;

/** Answers from flags and the JSON file. Throws `input/invalid` naming what is wrong. */
export async function givenAnswers(own: OwnValues): Promise<GivenAnswers> {
	const fromFile = typeof own.answers === 'string' ? await readAnswers(own.answers) : {};
	const names = Object.keys(schema.shape) as (keyof GivenAnswers)[];
	const flags = Object.fromEntries(names.filter((name) => own[name] !== undefined).map((name) => [name, own[name]]));
	const parsed = schema.safeParse({...(fromFile as object), ...flags});
	if (parsed.success) return parsed.data;
	const mistakes = parsed.error.issues.map(({path, message}) => ({name: path.join('.'), message}));
	throw new Problem({code: 'input/invalid', ...answersMessages.notUsable(mistakes)});
}

async function readAnswers(path: string): Promise<unknown> {
	try {
		return JSON.parse(path === '-' ? await readAll(process.stdin) : await readFile(path, 'utf8'));
	} catch (error) {
		const file = path === '-' ? undefined : path;
		const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
		const why = code === undefined ? undefined : systemReason(code);
		throw new Problem({code: 'input/invalid', ...answersMessages.notReadable(file, why)});
	}
}

/** Looks up names in ConductorOne. Throws `input/missing` for what was not answered. */
export async function resolveAnswers(given: GivenAnswers, {client, identity}: SignedIn): Promise<ConnectAnswers> {
	const hosting = checkTogether(given);
	const me = ownerOf({id: identity.userId, displayName: identity.displayName, email: identity.email});
	const wanted =
		given.delegateTo === undefined ? [given.owner ?? []].flat() : [given.delegateTo, ...[given.owner ?? []].flat()];
	const owners = await findOwners(
		client,
		wanted.flatMap((text) => text.split(',')),
		me,
	);
	return {
		app: await chosenApp(given, client),
		owners,
		hosting,
		isDelegated: given.delegateTo !== undefined,
		existing: given.connector ?? 'reuse',
		connectorName: given.connectorName ?? usualAnswers.connectorName,
		isApplied: given.apply === true,
		folder: hasFiles(hosting) ? folderOf(given, hosting) : null,
	};
}

function chosenApp({app, newApp, promote}: GivenAnswers, client: SignedIn['client']) {
	if (app !== undefined) return findApp(client, app);
	if (promote !== undefined) return findSeenApp(client, promote);
	return {kind: 'new' as const, name: (newApp ?? '').trim()};
}

function checkTogether(given: GivenAnswers): Hosting {
	const {app, newApp, promote, hosting} = given;
	const missing = [
		...([app, newApp, promote].every((one) => one === undefined) ? [answersMessages.missingApp] : []),
		...(hosting === undefined ? [answersMessages.missingHosting(hostings)] : []),
	];
	if (hosting === undefined || missing.length > 0) {
		throw new Problem({code: 'input/missing', ...answersMessages.missing(missing)});
	}
	const wrong = (what: string) => new Problem({code: 'input/invalid', ...answersMessages.notTogether(what)});
	if ([app, newApp, promote].filter((one) => one !== undefined).length > 1) throw wrong(answersMessages.severalApps);
	if (given.delegateTo !== undefined && hosting !== 'hosted') throw wrong(answersMessages.delegatedElsewhere);
	if (given.apply && hosting !== 'kubernetes') throw wrong(answersMessages.appliedElsewhere);
	if (given.apply && (given.packaging ?? 'manifests') !== 'manifests') throw wrong(answersMessages.appliedPackaging);
	if (given.apply && given.externalSecrets !== undefined) throw wrong(answersMessages.appliedExternal);
	if (!wayOf(hosting).makesObjects && newApp === undefined) {
		throw new Problem({code: 'input/invalid', ...answersMessages.terraformWithoutApp});
	}
	return hosting;
}
