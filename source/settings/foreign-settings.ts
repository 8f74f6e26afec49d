import {Problem} from '../problem/problem.ts';
import {bare} from '../text/bare.ts';
import {foreignMessages} from './messages.ts';
import {settingIds, settingOf} from './settings.ts';

const {reasons} = foreignMessages;

/** A setting of ConductorOne's connectors that has no meaning here. */
interface Foreign {
	/** Why it has none, as a sentence for a person. */
	reason: string;
	/**
	 * True where going on without it would sync something else, or do something else, than was asked for. Everything else
	 * is about how a connector runs; it is left out with a warning, so that a program is replaced by swapping the image.
	 */
	isRefused?: boolean;
	/** A switch takes no value of its own on the command line. */
	isSwitch?: boolean;
	/** True for values that ask for what happens anyway. */
	isHarmless?: (value: string) => boolean;
}

const refused = (reason: string): Foreign => ({reason, isRefused: true});
const refusedSwitch = (reason: string): Foreign => ({reason, isRefused: true, isSwitch: true});
const ignored = (reason: string): Foreign => ({reason});
const ignoredSwitch = (reason: string): Foreign => ({reason, isSwitch: true});
const always = () => true;

/**
 * All settings of connectors from SDK 0.2.42 to 0.25.0 (pkg/field/defaults.go) that this program does not have, by flag.
 */
export const foreignSettings: Readonly<Record<string, Foreign>> = {
	'--create-ticket': refusedSwitch(reasons.tickets),
	'--bulk-create-ticket': refusedSwitch(reasons.tickets),
	'--get-ticket': refusedSwitch(reasons.tickets),
	'--list-ticket-schemas': refusedSwitch(reasons.tickets),
	'--create-account-login': refused(reasons.newAccounts),
	'--create-account-email': refused(reasons.newAccounts),
	'--delete-resource': refused(reasons.deletion),
	'--rotate-credentials': refused(reasons.rotation),
	'--event-feed': refused(reasons.events),
	'--compact-syncs': refusedSwitch(reasons.compaction),
	'--diff-syncs': refusedSwitch(reasons.differences),
	'--invoke-action': refused(reasons.actions),
	'--invoke-resource-action': refused(reasons.actions),
	'--list-action-schemas': refusedSwitch(reasons.actions),
	'--list-resource-actions': refused(reasons.actions),
	'--sync-resources': refused(reasons.singleResources),
	'--external-resource-c1z': refused(reasons.otherSystems),
	'--external-resource-entitlement-id-filter': refused(reasons.otherSystems),
	'--external-resource-traits': refused(reasons.otherSystems),

	'--ticketing': ignoredSwitch(reasons.tickets),
	'--ticket-id': ignored(reasons.tickets),
	'--ticket-template-path': ignored(reasons.tickets),
	'--bulk-ticket-template-path': ignored(reasons.tickets),
	'--create-account-profile': ignored(reasons.newAccounts),
	'--create-account-resource-type': ignored(reasons.newAccounts),
	'--delete-resource-type': ignored(reasons.deletion),
	'--rotate-credentials-type': ignored(reasons.rotation),
	'--event-feed-id': ignored(reasons.events),
	'--event-feed-cursor': ignored(reasons.events),
	'--event-feed-start-at': {...ignored(reasons.events), isHarmless: always},
	'--compact-file-paths': ignored(reasons.compaction),
	'--compact-sync-ids': ignored(reasons.compaction),
	'--compact-output-path': ignored(reasons.compaction),
	'--base-sync-id': ignored(reasons.differences),
	'--applied-sync-id': ignored(reasons.differences),
	'--invoke-action-args': {...ignored(reasons.actions), isHarmless: always},
	'--invoke-action-resource-type': ignored(reasons.actions),
	'--invoke-resource-action-args': {...ignored(reasons.actions), isHarmless: always},
	'--invoke-resource-action-resource-type': ignored(reasons.actions),
	'--list-action-schemas-resource-type': ignored(reasons.actions),
	'--session-store-maximum-size': ignored(reasons.sessionStore),
	'--workers': ignored(reasons.pace),
	'--parallel-sync': ignoredSwitch(reasons.pace),
	'--task-concurrency': ignored(reasons.concurrency),
	'--storage-engine': {...ignored(reasons.storage), isHarmless: (value) => value.toLowerCase() === 'sqlite'},
	'--keep-previous-sync-c1z': {...ignoredSwitch(reasons.lastFile), isHarmless: always},
	'--http-timeout-seconds': ignored(reasons.timeLimits),
	'--auth-method': ignored(reasons.authMethod),
	'--log-event-log': ignoredSwitch(reasons.eventLog),
	'--otel-collector-endpoint': ignored(reasons.telemetry),
	'--otel-collector-endpoint-tls-cert-path': ignored(reasons.telemetry),
	'--otel-collector-endpoint-tls-cert': ignored(reasons.telemetry),
	'--otel-collector-endpoint-tls-insecure': {...ignoredSwitch(reasons.telemetry), isHarmless: always},
	'--otel-tracing-disabled': {...ignoredSwitch(reasons.telemetry), isHarmless: always},
	'--otel-logging-disabled': {...ignoredSwitch(reasons.telemetry), isHarmless: always},
	'--lambda-client-id': ignored(reasons.hosting),
	'--lambda-client-secret': ignored(reasons.hosting),
	'--lambda-auth-jwt-signer': ignored(reasons.hosting),
	'--lambda-auth-jwt-jwks-url': ignored(reasons.hosting),
	'--lambda-auth-jwt-expected-issuer': ignored(reasons.hosting),
	'--lambda-auth-jwt-expected-subject': ignored(reasons.hosting),
	'--lambda-auth-jwt-expected-audience': ignored(reasons.hosting),
};

const variableOf = (flag: string) => `BATON_${flag.slice(2).replaceAll('-', '_').toUpperCase()}`;

/**
 * Takes out the flags of other connectors. Gives the arguments that are left, and one sentence for each flag or `BATON_`
 * variable that has no effect. Throws `input/unsupported` for those that ask for something this program does not do.
 */
export function takeForeign(
	argv: readonly string[],
	env: NodeJS.ProcessEnv,
): {argv: string[]; warnings: readonly string[]} {
	const rest: string[] = [];
	const warnings = new Set<string>();
	for (let index = 0; index < argv.length; index++) {
		const argument = argv[index] ?? '';
		if (argument === '--') {
			rest.push(...argv.slice(index));
			break;
		}
		const [flag, inline] = splitFlag(argument);
		const foreign = foreignOf(flag);
		if (foreign === undefined) {
			rest.push(argument);
			continue;
		}
		const value = inline ?? (foreign.isSwitch ? 'true' : argv[++index]) ?? 'true';
		warn(warnings, flag, foreign, value);
	}
	for (const [flag, foreign] of Object.entries(foreignSettings)) {
		const value = env[variableOf(flag)];
		if (value !== undefined) warn(warnings, variableOf(flag), foreign, value);
	}
	for (const name of Object.keys(env)) {
		if (name.startsWith('BATON_') && !isKnownVariable(name)) warnings.add(foreignMessages.unknown(name));
	}
	return {argv: rest, warnings: [...warnings]};
}

/** The same for one line of a configuration file; undefined when the key is none of these. */
export function foreignLine(flag: string, value: string): readonly string[] | undefined {
	return foreignOf(flag) === undefined ? undefined : takeForeign([`${flag}=${value}`], {}).warnings;
}

/** A mistyped name would leave a setting as it usually is: all courses in place of a few. */
function isKnownVariable(name: string): boolean {
	const isOurs = settingIds.some((id) => settingOf(id).environment.includes(name));
	return isOurs || Object.keys(foreignSettings).some((flag) => variableOf(flag) === name);
}

function foreignOf(flag: string): Foreign | undefined {
	return Object.hasOwn(foreignSettings, flag) ? foreignSettings[flag] : undefined;
}

function warn(warnings: Set<string>, name: string, foreign: Foreign, given: string): void {
	const value = bare(given);
	if (/^(|0|f|false)$/i.test(value) || foreign.isHarmless?.(value) === true) return;
	if (foreign.isRefused)
		throw new Problem({code: 'input/unsupported', ...foreignMessages.refused(name, foreign.reason)});
	warnings.add(foreignMessages.ignored(name, foreign.reason));
}

function splitFlag(argument: string): [string, string | undefined] {
	const equals = argument.indexOf('=');
	return equals === -1 ? [argument, undefined] : [argument.slice(0, equals), argument.slice(equals + 1)];
}
