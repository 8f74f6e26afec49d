import {readFile} from 'node:fs/promises';
import {text as readAll} from 'node:stream/consumers';
import * as z from 'zod';
import {readImage} from '../../../deploy/image.ts';
import {packagings} from '../../../deploy/kubernetes.ts';
import {runnerNames} from '../../../deploy/terraform-hosting.ts';
import {folderOf, type Hosting, hasFiles, hostings, wayOf} from '../../../deploy/ways.ts';
import {systemReason} from '../../../problem/messages.ts';
import {Problem} from '../../../problem/problem.ts';
import {systemCode} from '../../../problem/system-code.ts';
import type {SignedIn} from '../../../setup/conductorone/account.ts';
import type {ConnectAnswers} from '../../../setup/conductorone/answers.ts';
import {usualAnswers} from '../../../setup/conductorone/answers.ts';
import {findApp, findOwners, findSeenApp, ownerOf} from '../../../setup/conductorone/resolve-answers.ts';
import type {OwnValues} from '../../command.ts';

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
		.regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, 'a Kubernetes namespace has only lowercase letters, digits and -')
		.optional(),
	context: z
		.string()
		.regex(/^[^-\s]\S*$/, 'a context has no spaces and doesn’t start with -')
		.optional(),
	image: z
		.string()
		.refine(
			(text) => readImage(text) !== null,
			'use an image such as registry.example.com/team/litmos-connector:1.0, litmos-connector or baton-litmos',
		)
		.optional(),
	packaging: z.enum(packagings).optional(),
	externalSecrets: z
		.string()
		.regex(
			/^[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?$/,
			'a ClusterSecretStore name has only lowercase letters, digits, - and .',
		)
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
	// What is wrong with the answers as a whole has no path.
	const mistakes = parsed.error.issues.map(({path, message}) => `${path.join('.') || 'answers'}: ${message}`);
	throw new Problem({
		code: 'input/invalid',
		what: 'The answers aren’t valid',
		why: mistakes.join('; '),
		next: ['Run litmos-connector connect --help to see all answers.'],
	});
}

async function readAnswers(path: string): Promise<unknown> {
	try {
		return JSON.parse(path === '-' ? await readAll(process.stdin) : await readFile(path, 'utf8'));
	} catch (error) {
		const code = systemCode(error);
		throw new Problem({
			code: 'input/invalid',
			what: `Can’t read the answers from ${path === '-' ? 'standard input' : path}`,
			why: code === undefined ? 'They aren’t valid JSON.' : systemReason(code),
			next: ['Use a JSON object such as {"newApp": "Litmos", "hosting": "here"}.'],
		});
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
		...([app, newApp, promote].every((one) => one === undefined)
			? ['Name the app: --new-app, --app or --promote.']
			: []),
		...(hosting === undefined ? [`Select how the connector runs: --hosting ${hostings.join(', ')}.`] : []),
	];
	if (hosting === undefined || missing.length > 0) {
		throw new Problem({
			code: 'input/missing',
			what: 'Some answers are missing',
			next: [...missing, 'Or answer question by question: litmos-connector setup'],
		});
	}
	const wrong = (what: string, next = 'Remove one of them.') =>
		new Problem({code: 'input/invalid', what, next: [next]});
	if ([app, newApp, promote].filter((one) => one !== undefined).length > 1) {
		throw wrong('Use only one of --app, --new-app and --promote');
	}
	if (given.delegateTo !== undefined && hosting !== 'hosted') {
		throw wrong('--delegate-to works with --hosting hosted only');
	}
	if (given.apply && hosting !== 'kubernetes') throw wrong('--apply works with --hosting kubernetes only');
	if (given.apply && (given.packaging ?? 'manifests') !== 'manifests') {
		throw wrong(
			'--apply works with plain manifests only; kustomize and Helm files come with the commands to apply them',
		);
	}
	if (given.apply && given.externalSecrets !== undefined) {
		throw wrong('--apply stores the secrets itself, so it doesn’t work with --external-secrets');
	}
	if (!wayOf(hosting).makesObjects && newApp === undefined) {
		throw wrong('Terraform creates the app itself, so it needs --new-app', 'Use --new-app with the name of the app.');
	}
	return hosting;
}
