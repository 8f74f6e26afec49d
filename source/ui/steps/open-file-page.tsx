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
import {openFileMessages} from './open-file-messages.ts';
import {ProblemPanel} from './problem-panel.tsx';
import type {WizardContext} from './wizard-context.tsx';

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
			<Explorer client={client} compareHint={openFileMessages.noEarlier(command)} onBack={() => setOpened(undefined)} />
		);
	}
	return (
		<Page title={openFileMessages.title} about={openFileMessages.about}>
			<Box marginTop={gap} flexDirection="column" flexShrink={0}>
				<TextInput
					label={openFileMessages.path}
					defaultValue={path ?? ''}
					placeholder={openFileMessages.placeholder}
					isActive={!isOpening}
					validate={(text) => (text === '' ? openFileMessages.empty : undefined)}
					onSubmit={(text) => setOpened({path: text})}
					acceptLabel={openFileMessages.open}
				/>
			</Box>
			<Box marginTop={gap} flexShrink={0}>
				<Hint>{openFileMessages.hint}</Hint>
			</Box>
			<Box marginTop={gap} flexDirection="column">
				{isOpening && <Spinner label={openFileMessages.opening} />}
				{result instanceof Problem && <ProblemPanel problem={result} rows={Math.max(3, rows - 8)} />}
			</Box>
		</Page>
	);
}
