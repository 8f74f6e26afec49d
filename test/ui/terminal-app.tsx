import {Text} from 'ink';
import {useEffect, useState} from 'react';
import {problemText} from '../../source/ui/components/message/problem-text.ts';
import {Shell} from '../../source/ui/components/shell/shell.tsx';
import {TextInput} from '../../source/ui/components/text-input/text-input.tsx';
import {useKeys} from '../../source/ui/hooks/use-keys.ts';
import {runApp, useTerminal} from '../../source/ui/terminal.tsx';

/** A small program for the tests in a real pseudo-terminal; the argument says how it behaves. */
const behaviour = process.argv[2] ?? 'plain';

function Broken(): never {
	throw new Error('a hole in the screen');
}

function App() {
	const {leave} = useTerminal();
	const [isBroken, setBroken] = useState(false);
	const [answer, setAnswer] = useState<string>();
	useEffect(() => {
		if (behaviour === 'rejection' && answer !== undefined) void Promise.reject(new Error('nobody caught this'));
	}, [answer]);
	useKeys({level: 'screen', contexts: ['text'], on: {next: () => setBroken(true)}});
	if (isBroken) return <Broken />;
	return (
		<Shell onBack={() => leave({transcript: `Left after ${answer ?? 'nothing'}.\nhttps://example.com/receipt`})}>
			<TextInput label="Account" onSubmit={setAnswer} />
			<Text>{`answer: ${answer ?? 'none'}`}</Text>
		</Shell>
	);
}

// Time in which a person may already type.
if (behaviour === 'slow') {
	process.stdin.setRawMode(true);
	process.stdout.write('starting\n');
	await new Promise((resolve) => setTimeout(resolve, 300));
}
const ending = await runApp(<App />, {
	title: 'litmos-connector',
	onInterrupt: () => (behaviour === 'stuck' ? new Promise<string>(() => {}) : 'Nothing was changed.'),
});
if (ending.problem) process.stderr.write(`${problemText(ending.problem)}\n`);
process.exitCode = ending.exit;
// A program stuck in work must still be able to leave.
if (behaviour === 'stuck') process.exit();
