import type {ResolvedSettings} from '../settings/resolve.ts';
import type {SettingId} from '../settings/settings.ts';
import type {Command} from './command.ts';

type Mode = 'grant' | 'revoke' | 'run' | 'sync' | 'setup';

/**
 * What `litmos-connector` without a sub-command does, as baton-litmos decides it (baton protocol sheet, section 5): one
 * grant or revocation when it is named;
 * a connector credential means the service; a tenant or a file means one sync into a file; else a person at a terminal
 * gets the guided set-up. Saved answers and the keychain do not count: they are there after any set-up.
 */
export function modeOf({values, origins}: Pick<ResolvedSettings, 'values' | 'origins'>, isTerminal: boolean): Mode {
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

/** Each is loaded alone: the guided set-up, which is waited for, should not load the others. */
const commandOf: Readonly<Record<Mode, () => Promise<Command>>> = {
	grant: async () => (await import('./commands/assign.ts')).grant,
	revoke: async () => (await import('./commands/assign.ts')).revoke,
	run: async () => (await import('./commands/run.ts')).run,
	sync: async () => (await import('./commands/sync.ts')).sync,
	setup: async () => (await import('./commands/setup.ts')).setup,
};

/** The command of that mode. */
export function chooseCommand(
	resolved: Pick<ResolvedSettings, 'values' | 'origins'>,
	isTerminal: boolean,
): Promise<Command> {
	return commandOf[modeOf(resolved, isTerminal)]();
}
