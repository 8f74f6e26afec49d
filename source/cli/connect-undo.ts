import type {RestClient} from '../conductorone/contract.ts';
import {type ExitCode, Problem} from '../problem/problem.ts';
import type {Progress} from '../setup/conductorone/progress.ts';
import type {ConductorOneSession} from './conductorone-session.ts';
import {connectRooms} from './connect-rooms.ts';
import type {CommandContext} from './context.ts';

/** Takes back what a set-up made and tells what stays. */
export async function undo(
	context: CommandContext,
	session: ConductorOneSession,
	client: RestClient,
	setUp: {key: string; progress: Progress} | undefined,
): Promise<ExitCode> {
	if (setUp === undefined) {
		throw new Problem({
			code: 'input/invalid',
			what: 'No set-up in ConductorOne is known here that could be taken back',
			next: ['Name it by the answers it was made with, and use the same state folder.'],
		});
	}
	const {key, progress} = setUp;
	if (progress.host !== client.host) {
		throw new Problem({
			code: 'input/invalid',
			what: `The last set-up was made in ${progress.host}, but you are signed in to ${client.host}`,
			next: [`Sign in there: litmos-connector login --tenant ${progress.host}`],
		});
	}
	const {undoPlan} = await import('../setup/conductorone/undo.ts');
	context.interruption.words = 'Some of it may be taken back already; the same command takes back the rest.';
	const files = {
		provisioning: false,
		image: 'litmos-connector' as const,
		namespace: undefined,
		terraform: 'hosted' as const,
		overwrite: false,
	};
	const save = (next: Progress) => session.store.saveSetUp(key, next);
	const {lines, stays} = await undoPlan(progress, connectRooms(context, session, {client, files, courses: null, save}));
	session.store.removeSetUp(key);
	context.print({undone: lines, stays}, () =>
		[
			...(lines.length === 0 ? ['Nothing had been made.'] : lines.map((line) => `Taken back: ${line}`)),
			...stays,
			'',
		].join('\n'),
	);
	return 0;
}
