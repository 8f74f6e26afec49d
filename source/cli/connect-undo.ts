import type {RestClient} from '../conductorone/rest/client.ts';
import {type ExitCode, Problem} from '../problem/problem.ts';
import type {Progress} from '../setup/conductorone/progress.ts';
import type {Undone} from '../setup/conductorone/undo.ts';
import type {ConductorOneSession} from '../setup/services/conductorone-session.ts';
import {agree} from './agree.ts';
import type {CommandContext} from './command.ts';
import {dryRunMessages, undoMessages} from './connect-messages.ts';
import {connectServices} from './connect-services.ts';
import {undoProblemMessages} from './problem-messages.ts';

/** Shows what a set-up made that is to be deleted, asks, and deletes it. */
export async function undo(
	context: CommandContext,
	session: ConductorOneSession,
	client: RestClient,
	setUp: {key: string; progress: Progress} | undefined,
	namespace?: string,
): Promise<ExitCode> {
	if (setUp === undefined) {
		throw new Problem({code: 'input/invalid', ...undoProblemMessages.nothingKnown});
	}
	const {key, progress} = setUp;
	if (progress.host !== client.host) {
		throw new Problem({code: 'input/invalid', ...undoProblemMessages.otherTenant(progress.host, client.host)});
	}
	const {undoPlan, undoPreview} = await import('../setup/conductorone/undo.ts');
	const preview = undoPreview(progress, namespace);
	if (context.isDry || preview.lines.length === 0) {
		session.store.removeSetUp(key);
		context.print({wouldUndo: preview.lines, stays: preview.stays}, () => listed(undoMessages.wouldDelete, preview));
		if (context.isDry) context.progress.say(dryRunMessages.unchanged);
		return 0;
	}
	if (!context.values.yes) {
		const text = listed(undoMessages.deletes(client.host), preview).trimEnd();
		context.progress.say(text, {event: 'undo', ...preview});
	}
	await agree(context, undoMessages);
	context.interruption.text = undoMessages.stopped;
	const files = {
		provisioning: false,
		image: 'litmos-connector' as const,
		namespace,
		terraform: 'hosted' as const,
		overwrite: false,
	};
	const save = (next: Progress) => session.store.saveSetUp(key, next);
	const undone = await undoPlan(progress, connectServices(context, session, {client, files, courses: null, save}));
	session.store.removeSetUp(key);
	context.print({undone: undone.lines, stays: undone.stays}, () => listed(undoMessages.deleted, undone));
	return 0;
}

function listed(title: string, {lines, stays}: Undone): string {
	const item = (text: string) => `  ${text}`;
	return [
		...(lines.length === 0 ? [undoMessages.nothing] : [title, ...lines.map(item)]),
		...(stays.length === 0 ? [] : [undoMessages.leaves, ...stays.map(item)]),
		'',
	].join('\n');
}
