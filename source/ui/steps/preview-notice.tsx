import {Box} from 'ink';
import type {ReactNode} from 'react';
import {readAge} from '../../setup/read-age.ts';
import type {SetupState, SyncState} from '../../setup/state.ts';
import {implausible} from '../../sync/confirmation.ts';
import {useProblemLines} from '../components/message/message.tsx';
import {useSize, useTheme} from '../provider.tsx';
import {Note, type NoteText, noteRows} from './notes.tsx';
import {previewMessages as messages} from './preview-messages.ts';
import {ProblemPanel} from './problem-panel.tsx';

/** The list of courses of the page before counts as saved; that alone is not worth a word. */
export const worthTelling = (requestsSaved: number): boolean => requestsSaved > 2;

/** What a person must know before the list, and how many rows it takes of `rows`. */
export function useNotice(state: SetupState, rows: number): {rows: number; node: ReactNode} {
	const {columns} = useSize();
	const theme = useTheme();
	const {sync} = state;
	const problem = sync.work.status === 'failed' ? sync.work.problem : state.problem;
	const problemRows = useProblemLines(problem).length;
	if (problem !== null) {
		// The list keeps some of the space: what was read before the failure is in it.
		const space = Math.min(problemRows, Math.max(4, Math.floor(rows * 0.6)));
		const panel = (
			<Box height={space} flexShrink={0} overflow="hidden">
				<ProblemPanel problem={problem} rows={space} />
			</Box>
		);
		return {rows: space, node: panel};
	}
	const notes = notesOf(state);
	const used = notes.map(({kind, text}) => noteRows(text, columns, theme.symbols[kind]));
	return {
		rows: used.reduce((sum, each) => sum + each, 0),
		node: notes.map(({kind, text}) => (
			<Note key={text} kind={kind}>
				{text}
			</Note>
		)),
	};
}

function notesOf(state: SetupState): NoteText[] {
	const {sync} = state;
	const notes: NoteText[] = [];
	const age = readAge(state);
	const saved = sync.resumed?.requestsSaved ?? 0;
	if (age?.isOld) notes.push({kind: 'warning', text: messages.readLongAgo(age.milliseconds)});
	// What was read just now has no age worth a word.
	else if (age?.isReused) notes.push({kind: 'info', text: messages.readBefore(age.milliseconds)});
	else if (worthTelling(saved)) notes.push({kind: 'info', text: messages.resumed(saved, coursesAge(sync))});
	if (sync.work.status !== 'done') return notes;
	const doubt = implausible(sync.work.value);
	if (doubt !== null)
		notes.push({kind: 'warning', text: `${doubt.what}. Read again with Ctrl-R, or check Litmos before you push.`});
	const skipped = sync.warnings['optional-part-failed'] ?? 0;
	if (skipped > 0) notes.push({kind: 'warning', text: messages.skipped(skipped)});
	const stuck = sync.warnings['listing-stuck'] ?? 0;
	if (stuck > 0) notes.push({kind: 'warning', text: messages.incomplete(stuck)});
	return notes;
}

/** How old the list of courses is that is gone on with, ms; null when it is read now. */
function coursesAge({resumed}: SyncState): number | null {
	const at = resumed?.coursesAt ?? null;
	return at === null ? null : Math.max(0, Date.now() - Date.parse(at));
}
