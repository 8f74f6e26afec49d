import {Box} from 'ink';
import {useEffect, useRef, useState} from 'react';
import type {ExplorerClient} from '../../c1z/explorer-client.ts';
import {Problem} from '../../problem/problem.ts';
import {printable} from '../../text/printable.ts';
import {ProblemView} from '../components/message/message.tsx';
import {Select} from '../components/select/select.tsx';
import {Spinner} from '../components/spinner/spinner.tsx';
import {Text} from '../components/text/text.tsx';
import {useTheme} from '../provider.tsx';
import type {Level} from './explorer-state.ts';
import {explorerMessages} from './messages.ts';
import {type ListForm, type SavedList, saveList} from './save-list.ts';

const messages = explorerMessages.save;

interface SavePanelProps {
	client: ExplorerClient;
	level: Level;
	rows: number;
	folder: string;
	onClose: () => void;
}

/** Asks for the form, saves, and says where the list went. */
export function SavePanel({client, level, rows, folder, onClose}: SavePanelProps) {
	const theme = useTheme();
	const [saved, setSaved] = useState<'working' | SavedList | Problem>();
	const stop = useRef<AbortController>(undefined);
	const save = (form: ListForm) => {
		setSaved('working');
		stop.current = new AbortController();
		saveList(client, level, form, folder, {signal: stop.current.signal}).then(setSaved, (error: unknown) =>
			setSaved(Problem.from(error)),
		);
	};
	// Esc while it is being written: half a list is no list.
	useEffect(() => () => stop.current?.abort(), []);
	if (saved === 'working') return <Spinner label="Saving" />;
	if (saved instanceof Problem) return <ProblemView problem={saved} />;
	if (saved !== undefined) {
		return (
			<Box flexDirection="column">
				<Text>{`${theme.paint('status.success', theme.symbols.success)} ${messages.done(saved.rows)}`}</Text>
				<Text>{printable(saved.path)}</Text>
				{saved.isPartial && (
					<Text>{`${theme.paint('status.warning', theme.symbols.warning)} The list is too long to save in full. Narrow the search, then save again.`}</Text>
				)}
				<Select options={[{value: 'back', label: 'back'}]} onSelect={onClose} />
			</Box>
		);
	}
	return (
		<Box flexDirection="column">
			<Text>{messages.title(rows)}</Text>
			<Select
				options={[
					{value: 'csv', label: 'For spreadsheets (CSV)'},
					{value: 'json', label: 'For programs (JSON)'},
				]}
				onSelect={save}
			/>
		</Box>
	);
}
