import type {RestClient} from '../../../conductorone/rest/client.ts';
import {type ExitCode, Problem} from '../../../problem/problem.ts';
import type {Progress} from '../../../setup/conductorone/progress.ts';
import type {Undone} from '../../../setup/conductorone/undo.ts';
import type {ConductorOneSession} from '../../../setup/services/conductorone-session.ts';
import {agree} from '../../agree.ts';
import type {CommandContext} from '../../command.ts';
import {unchanged} from './dry-run.ts';

/** Shows what a set-up made that is to be deleted, asks, and deletes it. */
export async function undo(
	context: CommandContext,
	session: ConductorOneSession,
	client: RestClient,
	setUp: {key: string; progress: Progress} | undefined,
	namespace?: string,
): Promise<ExitCode> {
	if (setUp === undefined) {
		throw new Problem({
			code: 'input/invalid',
			what: 'There is no setup to undo',
			next: ['Use the same answers and the same state folder as for the setup.'],
		});
	}
	const {key, progress} = setUp;
	if (progress.host !== client.host) {
		throw new Problem({
			code: 'input/invalid',
			what: `The last setup was in ${progress.host}, but you’re signed in to ${client.host}`,
			next: [`Sign in there: litmos-connector login --tenant ${progress.host}`],
		});
	}
	const [{undoPlan, undoPreview}, {madeServices}] = await Promise.all([
		import('../../../setup/conductorone/undo.ts'),
		import('../../../setup/services/plan.ts'),
	]);
	const preview = undoPreview(progress, namespace);
	if (context.isDry || preview.lines.length === 0) {
		session.store.removeSetUp(key);
		context.print({wouldUndo: preview.lines, stays: preview.stays}, () => listed('Would delete:', preview));
		if (context.isDry) context.progress.say(unchanged);
		return 0;
	}
	if (!context.values.yes) {
		const text = listed(`This deletes what the setup in ${client.host} created:`, preview).trimEnd();
		context.progress.say(text, {event: 'undo', ...preview});
	}
	await agree(context, {
		question: 'Delete it?',
		nobodyAgrees: {
			what: 'This deletes what is listed above and needs your confirmation',
			next: ['Add --yes to delete it, or --dry-run to only list it.'],
		},
		notAgreed: {what: 'Nothing was deleted'},
	});
	context.interruption.text = 'Some of it may be deleted already. Run the same command again to delete the rest.';
	const save = (next: Progress) => session.store.saveSetUp(key, next);
	const services = {...madeServices(context, session), client, save};
	const undone = await undoPlan(progress, services, namespace);
	session.store.removeSetUp(key);
	context.print({undone: undone.lines, stays: undone.stays}, () => listed('Deleted:', undone));
	return 0;
}

function listed(title: string, {lines, stays}: Undone): string {
	const item = (text: string) => `  ${text}`;
	return [
		...(lines.length === 0 ? ['There is nothing to delete.'] : [title, ...lines.map(item)]),
		...(stays.length === 0 ? [] : ['Leaves:', ...stays.map(item)]),
		'',
	].join('\n');
}
