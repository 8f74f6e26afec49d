import {join} from 'node:path';
import type {ConnectorState} from '../../conductorone/rest/connector-state.ts';
import {type ProofRow, type SentCounts, unlistedOf} from '../../conductorone/rest/proof.ts';
import type {ExitCode} from '../../problem/problem.ts';
import {litmosBaseUrl} from '../../settings/settings.ts';
import {sentCountsOf} from '../../setup/conductorone/sent.ts';
import type {Proof} from '../../setup/conductorone/watch.ts';
import {connectLeavingMessages} from '../../setup/leaving-messages.ts';
import {savedSync} from '../../sync/saved-sync.ts';
import type {CommandContext} from '../command.ts';
import type {Column} from '../table.ts';

/** How a connector is doing, as ConductorOne says it. */
export function stateText({word, detail, completedAt, dropGuard}: ConnectorState): string {
	return [
		word,
		detail === '' ? '' : `: ${detail}`,
		completedAt === null ? '' : `, last sync finished ${completedAt}`,
		dropGuard ? ' (much less data than before; check it, then resume)' : '',
	].join('');
}

/**
 * For monitoring: 0 = connected, and what was sent has arrived; 1 = error, or something is missing; 4 = not connected yet;
 * 5 = paused, a person has to decide.
 */
export function exitOf(state: ConnectorState, proof?: Proof, {isWaiting = false} = {}): ExitCode {
	switch (state.word) {
		case 'Error':
			return 1;
		case 'Paused':
			return 5;
		case 'Not connected':
			return isWaiting ? 0 : 4;
		default:
			return proof === undefined || proof.isComplete ? 0 : 1;
	}
}

interface Line {
	what: ProofRow['what'];
	sent: number | string;
	arrived: number;
	missing: number | string;
}

/** Sent, arrived, missing; a dash where nobody knows what was sent. */
export function proofRows({arrived, rows}: Proof): [Column<Line>[], Line[]] {
	const lines: Line[] =
		rows ??
		(['accounts', 'entitlements', 'grants'] as const).map((what) => ({
			what,
			sent: '–',
			arrived: arrived[what],
			missing: '–',
		}));
	return [
		[
			{title: 'In ConductorOne', value: ({what}) => what},
			{title: 'Sent', value: ({sent}) => sent, align: 'right'},
			{title: 'Arrived', value: (line) => line.arrived, align: 'right'},
			{title: 'Missing', value: ({missing}) => missing, align: 'right'},
		],
		lines,
	];
}

/** Under that table: why fewer grants show than were sent; empty when they don't. */
export function proofNotes({rows}: Proof): string[] {
	const unlisted = unlistedOf(rows);
	return unlisted === 0 ? [] : [`${connectLeavingMessages.unlisted(unlisted)}\n`];
}

/** A reading of Litmos older than this says little about what is there now. Milliseconds. */
const usableFor = 86_400_000;

/** What a recent reading of this tenant and choice of courses holds, when there is one; it costs nothing to look. */
export async function sentByLitmos({values, stateFolder}: CommandContext): Promise<SentCounts | undefined> {
	const {source} = values;
	if (source === undefined) return undefined;
	const found = savedSync(join(stateFolder, 'syncs'), {baseUrl: litmosBaseUrl(values), source});
	if (found?.finishedAt == null || Date.now() - found.finishedAt.getTime() > usableFor) return undefined;
	// How many courses a rule matches now is known by the next reading only.
	if (values.courseRules !== undefined) return undefined;
	// The file does not tell which courses were chosen, but another number of them is another choice.
	if (values.limitedCourses !== undefined && values.limitedCourses.length !== found.counts.courses) return undefined;
	return sentCountsOf(found.path);
}
