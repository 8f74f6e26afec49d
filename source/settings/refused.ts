import {Problem} from '../problem/problem.ts';
import {unsupportedWords} from './messages.ts';

const {reasons} = unsupportedWords;

/**
 * Flags of ConductorOne's connectors that this program knows and does not offer (baton protocol sheet, section 5), each
 * with the reason. They are refused by name: an ignored flag would be a promise broken silently.
 */
export const refusedFlags: Readonly<Record<string, string>> = {
	'--ticketing': reasons.tickets,
	'--create-ticket': reasons.tickets,
	'--bulk-create-ticket': reasons.tickets,
	'--get-ticket': reasons.tickets,
	'--list-ticket-schemas': reasons.tickets,
	'--ticket-id': reasons.tickets,
	'--ticket-template-path': reasons.tickets,
	'--bulk-ticket-template-path': reasons.tickets,
	'--create-account-login': reasons.newAccounts,
	'--create-account-email': reasons.newAccounts,
	'--create-account-profile': reasons.newAccounts,
	'--create-account-resource-type': reasons.newAccounts,
	'--delete-resource': reasons.deletion,
	'--delete-resource-type': reasons.deletion,
	'--rotate-credentials': reasons.rotation,
	'--rotate-credentials-type': reasons.rotation,
	'--event-feed': reasons.events,
	'--event-feed-id': reasons.events,
	'--event-feed-cursor': reasons.events,
	'--event-feed-start-at': reasons.events,
	'--compact-syncs': reasons.compaction,
	'--compact-file-paths': reasons.compaction,
	'--compact-sync-ids': reasons.compaction,
	'--compact-output-path': reasons.compaction,
	'--base-sync-id': reasons.differences,
	'--applied-sync-id': reasons.differences,
	'--session-store-maximum-size': reasons.sessionStore,
	'--sync-resources': reasons.singleResources,
	'--workers': reasons.pace,
	'--parallel-sync': reasons.pace,
	'--task-concurrency': reasons.concurrency,
	'--storage-engine': reasons.storage,
	'--keep-previous-sync-c1z': reasons.lastFile,
	'--http-timeout-seconds': reasons.timeLimits,
	'--external-resource-c1z': reasons.otherSystems,
	'--external-resource-entitlement-id-filter': reasons.otherSystems,
	'--external-resource-traits': reasons.otherSystems,
	'--otel-collector-endpoint': reasons.telemetry,
	'--invoke-action': reasons.actions,
	'--invoke-action-args': reasons.actions,
	'--invoke-action-resource-type': reasons.actions,
	'--invoke-resource-action': reasons.actions,
	'--invoke-resource-action-args': reasons.actions,
	'--invoke-resource-action-resource-type': reasons.actions,
	'--list-action-schemas': reasons.actions,
	'--list-action-schemas-resource-type': reasons.actions,
	'--list-resource-actions': reasons.actions,
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
	return new Problem({code: 'input/unsupported', ...unsupportedWords.refused(name, reason)});
}
