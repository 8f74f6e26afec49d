import type {RestClient} from '../conductorone/rest/client.ts';
import {type ExitCode, Problem} from '../problem/problem.ts';
import type {Progress} from '../setup/conductorone/progress.ts';
import type {ConductorOneSession} from './conductorone-session.ts';
import {undoWords} from './connect-messages.ts';
import {connectServices} from './connect-services.ts';
import type {CommandContext} from './context.ts';
import {undoProblemWords} from './problem-messages.ts';

/** Takes back what a set-up made and tells what stays. */
export async function undo(
	context: CommandContext,
	session: ConductorOneSession,
	client: RestClient,
	setUp: {key: string; progress: Progress} | undefined,
): Promise<ExitCode> {
	if (setUp === undefined) {
		throw new Problem({code: 'input/invalid', ...undoProblemWords.nothingKnown});
	}
	const {key, progress} = setUp;
	if (progress.host !== client.host) {
		throw new Problem({code: 'input/invalid', ...undoProblemWords.otherTenant(progress.host, client.host)});
	}
	const {undoPlan} = await import('../setup/conductorone/undo.ts');
	context.interruption.words = undoWords.stopped;
	const files = {
		provisioning: false,
		image: 'litmos-connector' as const,
		namespace: undefined,
		terraform: 'hosted' as const,
		overwrite: false,
	};
	const save = (next: Progress) => session.store.saveSetUp(key, next);
	const {lines, stays} = await undoPlan(
		progress,
		connectServices(context, session, {client, files, courses: null, save}),
	);
	session.store.removeSetUp(key);
	context.print({undone: lines, stays}, () =>
		[...(lines.length === 0 ? [undoWords.nothing] : lines.map(undoWords.takenBack)), ...stays, ''].join('\n'),
	);
	return 0;
}
