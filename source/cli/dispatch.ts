import {Problem} from '../problem/problem.ts';
import type {ResolvedSettings} from '../settings/resolve.ts';
import type {SettingId} from '../settings/settings.ts';
import type {Command} from './command.ts';
import {usageMessages} from './problem-messages.ts';

/**
 * What `litmos-connector` without a sub-command does, as baton-litmos decides it (baton protocol sheet, section 5): one
 * grant or revocation when it is named;
 * a connector credential means the service; a tenant or a file means one sync into a file; else a person at a terminal
 * gets the guided set-up. Saved answers and the keychain do not count: they are there after any set-up.
 */
export function modeOf(
	{values, origins}: Pick<ResolvedSettings, 'values' | 'origins'>,
	isTerminal: boolean,
): 'grant' | 'revoke' | 'run' | 'sync' | 'setup' {
	const given = (id: SettingId) => ['flag', 'environment', 'config-file'].includes(origins[id] ?? 'default');
	if (given('grantEntitlement')) return 'grant';
	if (given('revokeGrant')) return 'revoke';
	const isTenantGiven = given('apiKey') && given('source');
	// With an id alone baton-litmos refuses to start. A service that quietly synced instead would do so at each restart;
	// only a person who may be asked gets the set-up.
	const isService = given('clientSecret') || isTenantGiven || !isTerminal;
	if (!values.demo && given('clientId') && isService) return 'run';
	if (isTenantGiven || given('file')) return 'sync';
	return isTerminal ? 'setup' : 'sync';
}

/** The command of that mode. Throws `input/unsupported` when this build does not have it. */
export function chooseCommand(
	resolved: Pick<ResolvedSettings, 'values' | 'origins'>,
	{isTerminal, commands}: {isTerminal: boolean; commands: readonly Command[]},
): Command {
	const mode = modeOf(resolved, isTerminal);
	const command = commands.find(({name}) => name === mode);
	if (command !== undefined) return command;
	throw new Problem({code: 'input/unsupported', ...usageMessages.notInThisBuild(mode)});
}
