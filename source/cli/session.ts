import {join} from 'node:path';
import {syncOptionsOf, targetOf} from '../setup/from-settings.ts';
import type {SessionJob} from '../sync/session.ts';
import type {LitmosSession} from '../sync/start-sync.ts';
import type {SyncReport} from '../sync/sync.types.ts';
import type {CommandContext} from './context.ts';

/** Opens the session of the tenant that the settings name; it ends with the command. */
export async function openSession(context: CommandContext): Promise<LitmosSession> {
	const {openLitmosSession} = await import('../sync/start-sync.ts');
	const session = openLitmosSession(targetOf(context.values), context.log);
	context.onClose(() => session.close());
	return session;
}

export function jobOf({values, stateFolder}: CommandContext): SessionJob {
	return {options: syncOptionsOf(values), folder: join(stateFolder, 'syncs'), fresh: values.fresh};
}

/** Reads the tenant, or goes on with an earlier sync; Ctrl-C keeps what was read. */
export async function readTenant(context: CommandContext, session: LitmosSession): Promise<SyncReport> {
	const {signal, progress, interruption} = context;
	signal.throwIfAborted();
	interruption.words =
		'Nothing was sent to ConductorOne, and nothing was changed in Litmos. What was read so far is kept; the same command goes on from there.';
	const handle = session.sync(jobOf(context), (event) => progress.sync(event));
	const cancel = () => handle.cancel();
	signal.addEventListener('abort', cancel, {once: true});
	try {
		const report = await handle.done;
		const warnings = Object.entries(report.warnings);
		if (warnings.length > 0)
			progress.say(`Warnings: ${warnings.map(([kind, count]) => `${kind} ${count}`).join(', ')}.`);
		return report;
	} finally {
		signal.removeEventListener('abort', cancel);
	}
}
