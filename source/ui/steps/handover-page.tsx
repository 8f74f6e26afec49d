import {Box} from 'ink';
import {useState} from 'react';
import {Problem} from '../../problem/problem.ts';
import {TextInput} from '../components/text-input/text-input.tsx';
import {useBack, useKeys} from '../hooks/use-keys.ts';
import {useTerminal} from '../terminal.tsx';
import {handoverPageMessages} from './handover-messages.ts';
import {Hint, Note, Page} from './notes.tsx';
import {useWizard} from './wizard-context.tsx';

/** Writes the file for a colleague, and says how it goes on from there. */
export function HandoverPage({onBack}: {onBack: () => void}) {
	const {state, context} = useWizard();
	const texts = state.isPreparing ? handoverPageMessages.toLitmos : handoverPageMessages.toConductorOne;
	const [path, setPath] = useState<string>();
	const [error, setError] = useState<string>();
	useBack(onBack);
	const write = async (name: string) => {
		try {
			setPath(await context.handOver?.(state, name));
		} catch (cause) {
			const {what, why, next} = Problem.from(cause);
			setError([what, ...(why === undefined ? [] : [why]), ...next].join('. ').replaceAll('..', '.'));
		}
	};
	return (
		<Page title="Hand over to a colleague" about={texts.about}>
			{path === undefined ? (
				<>
					<Hint>{texts.what}</Hint>
					<Box marginTop={1}>
						<TextInput
							label="File"
							defaultValue={texts.usual}
							error={error}
							validate={(name) => (name.trim() === '' ? 'Enter a file name.' : undefined)}
							onChange={() => setError(undefined)}
							onSubmit={(name) => void write(name)}
							acceptLabel="write file"
						/>
					</Box>
				</>
			) : (
				<Written path={path} aboutKey={texts.key} />
			)}
		</Page>
	);
}

function Written({path, aboutKey}: {path: string; aboutKey: string}) {
	const {leave} = useTerminal();
	const lines = [
		`Written: ${path}`,
		`Send it to your colleague, who continues with: litmos-connector setup --from ${quoted(path)}`,
	];
	useKeys({
		contexts: ['choice'],
		on: {accept: () => leave({exit: 0, transcript: [...lines, aboutKey].join('\n')})},
		hints: ['accept'],
		labels: {accept: 'exit'},
	});
	return (
		<Box flexDirection="column">
			<Note kind="success">{lines[0] ?? ''}</Note>
			<Note kind="info">{lines[1] ?? ''}</Note>
			<Box marginTop={1}>
				<Hint>{aboutKey}</Hint>
			</Box>
		</Box>
	);
}

/** The file name as a shell takes it; the folder is another one there. */
function quoted(path: string): string {
	const name = path.replace(/^.*[/\\]/, '');
	return /^[\w.-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}
