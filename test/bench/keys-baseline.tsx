import {Box, render, Text, useApp, useInput} from 'ink';
import {useState} from 'react';

/** The least an Ink list can do: twenty lines, one cursor. What the real list is compared with. */
function List() {
	const [at, setAt] = useState(0);
	const {exit} = useApp();
	useInput((input, key) => {
		if (key.downArrow) setAt((now) => now + 1);
		if (key.upArrow) setAt((now) => Math.max(0, now - 1));
		if (input === 'q' || (key.ctrl && input === 'c')) exit();
	});
	const top = Math.max(0, at - 19);
	return (
		<Box flexDirection="column">
			{Array.from({length: 20}, (_, line) => (
				<Text key={line}>{`${top + line === at ? '❯' : ' '} hello ${top + line}`}</Text>
			))}
		</Box>
	);
}

render(<List />, {alternateScreen: true, incrementalRendering: true, exitOnCtrlC: false, maxFps: 120});
