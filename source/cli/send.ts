import type {ConnectorCredential} from '../conductorone/tasks/task.ts';
import type {PushResult} from '../setup/state.ts';
import type {SyncReport} from '../sync/events.ts';
import {lastPushPath} from '../sync/last-push-path.ts';
import type {CommandContext} from './command.ts';
import {sessionMessages} from './messages.ts';
import {failOnFindings, openSession, readTenant, withNothingLost} from './session.ts';

/** Reads Litmos and sends the data once, telling on stderr how it goes; remembers what was sent. */
export async function readAndSend(
	context: CommandContext,
	credential: ConnectorCredential,
	{idleMs}: {idleMs?: number | undefined} = {},
): Promise<{result: PushResult; report: SyncReport}> {
	const {values, stateFolder, progress, interruption, signal, saved} = context;
	const {deliver} = await import('../setup/services/deliver.ts');
	const session = await openSession(context);
	const report = await readTenant(context, session);
	context.outcome.read = {report, threshold: values.dropGuard / 100};
	failOnFindings(context, report.findings, 'push');
	interruption.text = sessionMessages.stoppedSending;
	const result = await deliver({
		values,
		stateFolder,
		session,
		report,
		extras: values.extras,
		credential,
		confirmedDrop: values.yes,
		...(idleMs === undefined ? {} : {idleMs}),
		signal,
		onSealing: (step) => progress.sealing(step),
		onEvent: (event) => progress.task(event),
	}).catch((error: unknown) => {
		throw withNothingLost(error, context);
	});
	saved?.update({
		used: result.syncId,
		lastPush: {at: new Date().toISOString(), syncId: result.syncId, file: lastPushPath(report.workingFile)},
	});
	context.log('info', 'pushed', {host: result.host, syncId: result.syncId, bytes: result.bytes, ...result.counts});
	return {result, report};
}
