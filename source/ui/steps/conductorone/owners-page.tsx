import {Box} from 'ink';
import type {Owner} from '../../../setup/conductorone/answers.ts';
import {SearchList} from '../../components/search-list/search-list.tsx';
import {Select} from '../../components/select/select.tsx';
import {useGap, useSize} from '../../provider.tsx';
import {Hint, Note, Page} from '../notes.tsx';
import {connectAnswersMessages} from './answers-messages.ts';
import {useConnect} from './connect-context.ts';
import {PageFrame} from './page-frame.tsx';

const messages = connectAnswersMessages.owners;

/** People of ConductorOne, several may be ticked; without any, or where listing is forbidden: whoever is signed in. */
export function OwnersPage() {
	const {state, send} = useConnect();
	const {rows: space} = useSize();
	const gap = useGap(15);
	const {rows, work} = state.people;
	const problem = work.status === 'failed' ? work.problem : null;
	if (problem !== null && rows.length === 0) {
		return (
			<PageFrame title={messages.title}>
				<Note kind="warning">
					{problem.code === 'c1/forbidden'
						? 'Your role can’t list users, so you will be the owner. You can hand it over in ConductorOne.'
						: problem.what}
				</Note>
				<Select
					options={[{value: 'me', label: 'Continue as the owner'}]}
					onSelect={() => send({type: 'owners/choose', owners: []})}
				/>
			</PageFrame>
		);
	}
	const byId = (id: string) => rows.find((row) => row.id === id) ?? state.answers.owners.find((row) => row.id === id);
	return (
		<Page title={messages.title}>
			<Hint>Select owners, or press Enter to own it yourself.</Hint>
			<Box marginTop={gap}>
				<SearchList<Owner>
					rows={rows}
					idOf={({id}) => id}
					columns={[{id: 'name', title: 'User', value: ({label}) => label, min: 16, max: 70, priority: 1}]}
					defaultSelection={state.answers.owners.map(({id}) => id)}
					isLoading={work.status === 'running'}
					height={Math.max(4, space - 2 - gap)}
					acceptLabel="continue"
					onAccept={(selection) => {
						const owners = [...selection.toSet()].map(byId).filter((owner) => owner !== undefined);
						send({type: 'owners/choose', owners});
					}}
				/>
			</Box>
		</Page>
	);
}
