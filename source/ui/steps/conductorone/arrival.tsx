import {Box} from 'ink';
import {useEffect} from 'react';
import {printable} from '../../../text/printable.ts';
import {Spinner} from '../../components/spinner/spinner.tsx';
import {Text} from '../../components/text/text.tsx';
import {Hint, Note} from '../notes.tsx';
import {useGuided} from './guided-context.ts';
import {guidedWords} from './messages.ts';
import {ProofTable} from './proof-table.tsx';

const words = guidedWords.result;

/** Follows the connector in ConductorOne's own words, then what has arrived of what was sent. */
export function Arrival() {
	const {state, send} = useGuided();
	const {watch, connector, proof} = state;
	useEffect(() => {
		if (watch.status === 'idle') send({type: 'watch/start'});
	}, [watch.status, send]);
	return (
		<Box flexDirection="column">
			{connector !== null && <Text>{printable(words.says(connector.word, connector.detail))}</Text>}
			{proof !== null && <ProofTable proof={proof} />}
			{watch.status === 'running' && <Spinner label={words.watching} />}
			{proof?.isComplete && proof.rows !== null && <Note kind="success">{words.arrived}</Note>}
			{watch.status === 'done' && proof?.isComplete !== true && <Hint>{words.notYet}</Hint>}
		</Box>
	);
}
