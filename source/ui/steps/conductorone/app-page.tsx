import {Box} from 'ink';
import {useMemo} from 'react';
import type {AppRow} from '../../../setup/conductorone/state.ts';
import {SearchList} from '../../components/search-list/search-list.tsx';
import {TextInput} from '../../components/text-input/text-input.tsx';
import {useGap, useSize} from '../../provider.tsx';
import {Note, Page} from '../notes.tsx';
import {connectAnswersMessages} from './answers-messages.ts';
import {useConnect} from './connect-context.ts';
import {PageFrame} from './page-frame.tsx';

const messages = connectAnswersMessages.app;
type Row = Pick<AppRow, 'id' | 'name' | 'note'> | {id: 'new' | 'named'; name: string; note: null};

/** Every app, those that directories show, and a new one; search as you type. */
export function AppPage() {
	const {state, send} = useConnect();
	const {rows: space} = useSize();
	const gap = useGap(15);
	const {rows, work} = state.apps;
	const problem = work.status === 'failed' ? work.problem : null;
	const isTaken = takenBy(rows, connectAnswersMessages.newApp.usual);
	const all = useMemo(
		(): Row[] => [
			...(isTaken
				? []
				: [{id: 'new' as const, name: `Create the app “${connectAnswersMessages.newApp.usual}”`, note: null}]),
			{id: 'named', name: isTaken ? 'Create a new app' : 'Create with another name', note: null},
			...rows,
		],
		[rows, isTaken],
	);
	const noteRows = problem === null ? 0 : 3;
	return (
		<Page title="Which ConductorOne app should get the data?">
			<Box marginTop={gap}>
				<SearchList<Row>
					rows={all}
					idOf={({id}) => id}
					isMulti={false}
					columns={[
						{id: 'name', title: 'App', value: ({name}) => name, min: 12, max: 50, priority: 1},
						{
							id: 'note',
							title: 'Status',
							value: ({note}) => (note === null ? '' : messages.notes[note]),
							min: 10,
							max: 46,
							priority: 2,
						},
					]}
					// The new app is always in sight, whatever is searched for.
					searchTextOf={(row) => row.name}
					isLoading={work.status === 'running'}
					height={Math.max(4, space - 1 - gap - noteRows)}
					acceptLabel="select"
					onAccept={(_selection, row) => {
						if (row === undefined) return;
						if (row.id === 'new') {
							return send({type: 'app/choose', app: {kind: 'new', name: connectAnswersMessages.newApp.usual}});
						}
						const chosen = rows.find(({id}) => id === row.id);
						send(
							chosen === undefined ? {type: 'page/open', page: 'new-app'} : {type: 'app/choose', app: chosen.choice},
						);
					}}
				/>
			</Box>
			{problem !== null && <Note kind="warning">{`The list isn’t complete: ${problem.what}`}</Note>}
		</Page>
	);
}

/** Its name; one that is taken is told before ConductorOne has to. */
export function NewAppPage() {
	const {state, send} = useConnect();
	const {app} = state.answers;
	const ours = state.account?.unfinished?.answers.app.name;
	return (
		<PageFrame title="What do you want to call the new app?">
			<TextInput
				label="Name"
				defaultValue={app?.kind === 'new' ? app.name : connectAnswersMessages.newApp.usual}
				validate={(name) => {
					if (name === '') return 'Enter a name.';
					// Ours from an earlier run goes on; ConductorOne's answer is the truth.
					return name !== ours && takenBy(state.apps.rows, name)
						? `There is already an app named “${name}”. Go back and select it, or enter another name.`
						: undefined;
				}}
				onSubmit={(name) => send({type: 'app/choose', app: {kind: 'new', name}})}
			/>
		</PageFrame>
	);
}

/** Names of apps are told apart without regard to case; what was only seen is no app yet. */
function takenBy(rows: readonly Pick<AppRow, 'name' | 'note'>[], name: string): boolean {
	return rows.some((row) => row.note !== 'seen' && row.name.trim().toLowerCase() === name.toLowerCase());
}
