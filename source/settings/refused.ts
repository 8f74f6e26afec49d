import {Problem} from '../problem/problem.ts';

/**
 * Flags of ConductorOne's connectors that this program knows and does not offer (baton protocol sheet, section 5), each
 * with the reason. They are refused by name: an ignored flag would be a promise broken silently.
 */
export const refusedFlags: Readonly<Record<string, string>> = {
	'--ticketing': 'Litmos has no tickets.',
	'--create-ticket': 'Litmos has no tickets.',
	'--bulk-create-ticket': 'Litmos has no tickets.',
	'--get-ticket': 'Litmos has no tickets.',
	'--list-ticket-schemas': 'Litmos has no tickets.',
	'--ticket-id': 'Litmos has no tickets.',
	'--ticket-template-path': 'Litmos has no tickets.',
	'--bulk-ticket-template-path': 'Litmos has no tickets.',
	'--create-account-login': 'accounts are created in Litmos itself.',
	'--create-account-email': 'accounts are created in Litmos itself.',
	'--create-account-profile': 'accounts are created in Litmos itself.',
	'--create-account-resource-type': 'accounts are created in Litmos itself.',
	'--delete-resource': 'nothing is deleted in Litmos by this program.',
	'--delete-resource-type': 'nothing is deleted in Litmos by this program.',
	'--rotate-credentials': 'Litmos’ API cannot change a password or a key.',
	'--rotate-credentials-type': 'Litmos’ API cannot change a password or a key.',
	'--event-feed': 'Litmos’ API has no feed of events.',
	'--event-feed-id': 'Litmos’ API has no feed of events.',
	'--event-feed-cursor': 'Litmos’ API has no feed of events.',
	'--event-feed-start-at': 'Litmos’ API has no feed of events.',
	'--compact-syncs': 'each sync is whole, so there is nothing to put together.',
	'--compact-file-paths': 'each sync is whole, so there is nothing to put together.',
	'--compact-sync-ids': 'each sync is whole, so there is nothing to put together.',
	'--compact-output-path': 'each sync is whole, so there is nothing to put together.',
	'--base-sync-id': 'differences of two syncs are made by “baton diff”.',
	'--applied-sync-id': 'differences of two syncs are made by “baton diff”.',
	'--session-store-maximum-size': 'nothing is kept in memory between two syncs.',
	'--sync-resources': 'single resources cannot be read by themselves; use --limited-courses or --sync-resource-types.',
	'--workers': 'Litmos’ request limit sets the pace; see --requests-per-minute.',
	'--parallel-sync': 'Litmos’ request limit sets the pace; see --requests-per-minute.',
	'--task-concurrency': 'syncs run one at a time.',
	'--storage-engine': 'the file is always written as SQLite, which old and new programs read.',
	'--keep-previous-sync-c1z': 'the last pushed file is always kept, in the state folder.',
	'--http-timeout-seconds': 'time limits are set per kind of request.',
	'--external-resource-c1z': 'accounts of other systems are matched by ConductorOne.',
	'--external-resource-entitlement-id-filter': 'accounts of other systems are matched by ConductorOne.',
	'--external-resource-traits': 'accounts of other systems are matched by ConductorOne.',
	'--otel-collector-endpoint': 'no telemetry is sent anywhere.',
	'--invoke-action': 'this connector has no actions.',
	'--invoke-action-args': 'this connector has no actions.',
	'--invoke-action-resource-type': 'this connector has no actions.',
	'--invoke-resource-action': 'this connector has no actions.',
	'--invoke-resource-action-args': 'this connector has no actions.',
	'--invoke-resource-action-resource-type': 'this connector has no actions.',
	'--list-action-schemas': 'this connector has no actions.',
	'--list-action-schemas-resource-type': 'this connector has no actions.',
	'--list-resource-actions': 'this connector has no actions.',
};

/** Those that take a value; the others are switches. Needed to know which argument belongs to them. */
const withValue = new Set(['--storage-engine']);

/** Values of refused flags that ask for nothing beyond what happens anyway. */
const harmless: Readonly<Record<string, (value: string) => boolean>> = {
	'--storage-engine': (value) => value.toLowerCase() === 'sqlite',
	'--keep-previous-sync-c1z': () => true,
};

const variableOf = (flag: string) => `BATON_${flag.slice(2).replaceAll('-', '_').toUpperCase()}`;

/**
 * Throws `input/unsupported` when a flag or a variable asks for something this program does not offer. Gives the
 * arguments without those that ask for nothing, such as `--ticketing=false`.
 */
export function refuseUnsupported(argv: readonly string[], env: NodeJS.ProcessEnv): string[] {
	const rest: string[] = [];
	for (let index = 0; index < argv.length; index++) {
		const argument = argv[index] ?? '';
		if (argument === '--') return [...rest, ...argv.slice(index)];
		const [flag, inline] = splitFlag(argument);
		const reason = Object.hasOwn(refusedFlags, flag) ? refusedFlags[flag] : undefined;
		if (reason === undefined) {
			rest.push(argument);
			continue;
		}
		const value = inline ?? (withValue.has(flag) ? argv[++index] : undefined) ?? 'true';
		if (!isHarmless(flag, value)) throw refused(flag, reason);
	}
	for (const [flag, reason] of Object.entries(refusedFlags)) {
		const value = env[variableOf(flag)];
		if (value !== undefined && value !== '' && !isHarmless(flag, value)) throw refused(variableOf(flag), reason);
	}
	return rest;
}

function splitFlag(argument: string): [string, string | undefined] {
	const equals = argument.indexOf('=');
	return equals === -1 ? [argument, undefined] : [argument.slice(0, equals), argument.slice(equals + 1)];
}

function isHarmless(flag: string, value: string): boolean {
	return harmless[flag]?.(value) === true || /^(0|f|false)$/i.test(value);
}

function refused(name: string, reason: string): Problem {
	return new Problem({
		code: 'input/unsupported',
		what: `${name} is not supported.`,
		why: `The reason: ${reason}`,
		next: [`Leave ${name} out.`],
	});
}
