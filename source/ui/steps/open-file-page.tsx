import {Box} from 'ink';
import {useEffect, useState} from 'react';
import type {ExplorerClient} from '../../c1z/explorer-client.ts';
import {Problem} from '../../problem/problem.ts';
import {commandLine} from '../../text/as-typed.ts';
import {Spinner} from '../components/spinner/spinner.tsx';
import {TextInput} from '../components/text-input/text-input.tsx';
import {Explorer} from '../explorer/explorer.tsx';
import {useBack} from '../hooks/use-keys.ts';
import {useGap, useSize} from '../provider.tsx';
import {Hint, Page} from './notes.tsx';
import {ProblemPanel} from './problem-panel.tsx';
import type {WizardContext} from './wizard-context.tsx';

const about = [
	'A sync file has the accounts, teams, courses and grants of one sync. This program and other connectors write them.',
	'Opening one needs no connection and sends it nowhere. You search and open its rows as in the preview.',
];

type Opened = {path: string; result?: ExplorerClient | Problem};
type OpenFile = NonNullable<WizardContext['openFile']>;

/** Asks for a sync file and shows what is in it, like the command `explore`. Esc leads back to the question, then away. */
export function OpenFilePage({openFile, onDone}: {openFile: OpenFile; onDone: () => void}) {
	const {rows} = useSize();
	const gap = useGap(12);
	const [opened, setOpened] = useState<Opened>();
	const path = opened?.path;
	useEffect(() => {
		if (path === undefined) return;
		const stop = new AbortController();
		const opening = openFile(path, stop.signal);
		opening.then(
			(client) => stop.signal.aborted || setOpened({path, result: client}),
			(error: unknown) => stop.signal.aborted || setOpened({path, result: Problem.from(error)}),
		);
		return () => {
			stop.abort();
			opening.then(
				(client) => client.close(),
				() => {},
			);
		};
	}, [openFile, path]);
	const result = opened?.result;
	const client = result instanceof Problem ? undefined : result;
	const isOpening = opened !== undefined && result === undefined;
	useBack(() => (isOpening ? setOpened(undefined) : onDone()), {isActive: client === undefined, hints: ['back']});
	if (client !== undefined) {
		const command = commandLine('explore <file> --compare <earlier file>');
		return (
			<Explorer
				client={client}
				compareHint={`No changes to show. To compare two files: ${command}`}
				onBack={() => setOpened(undefined)}
			/>
		);
	}
	return (
		<Page title="Which sync file do you want to open?" about={about}>
			<Box marginTop={gap} flexDirection="column" flexShrink={0}>
				<TextInput
					label="File"
					defaultValue={path ?? ''}
					placeholder="such as sync.c1z"
					isActive={!isOpening}
					validate={(text) => (text === '' ? 'Enter the path of a file.' : undefined)}
					onSubmit={(text) => setOpened({path: text})}
					acceptLabel="open"
				/>
			</Box>
			<Box marginTop={gap} flexShrink={0}>
				<Hint>
					{'Type its path, paste it, or drop the file here. Sync files end in .c1z; litmos-connector sync writes them.'}
				</Hint>
			</Box>
			<Box marginTop={gap} flexDirection="column">
				{isOpening && <Spinner label="Opening the file" />}
				{result instanceof Problem && <ProblemPanel problem={result} rows={Math.max(3, rows - 8)} />}
			</Box>
		</Page>
	);
}
