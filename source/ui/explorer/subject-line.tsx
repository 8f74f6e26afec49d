import {useEffect, useState} from 'react';
import type {ExplorerClient} from '../../c1z/explorer-client.ts';
import {printable} from '../../text/printable.ts';
import {Text} from '../components/text/text.tsx';
import {useTheme} from '../provider.tsx';
import type {Symbols} from '../theme.ts';
import type {Subject} from './explorer-state.ts';
import {completion} from './lists.ts';
import {explorerWords} from './messages.ts';

const words = explorerWords.subject;

interface SubjectLineProps {
	client: ExplorerClient;
	subject: Subject;
	version: number;
}

/** What the list below is about, in one row: the account's e-mail and level, how far a course is finished. */
export function SubjectLine({client, subject, version}: SubjectLineProps) {
	const theme = useTheme();
	const [text, setText] = useState('');
	const {symbols} = theme;
	const {kind, id} = subject;
	// biome-ignore lint/correctness/useExhaustiveDependencies: another version is other data
	useEffect(() => {
		let isOver = false;
		factsOf(client, kind, id, symbols).then(
			(facts) => isOver || setText(facts),
			// The list below asks the same file and says what is wrong with it.
			() => {},
		);
		return () => {
			isOver = true;
		};
	}, [client, kind, id, symbols, version]);
	return <Text wrap="truncate">{theme.paint('text.secondary', printable(text) || ' ')}</Text>;
}

async function factsOf(client: ExplorerClient, kind: Subject['kind'], id: string, symbols: Symbols): Promise<string> {
	const one = {offset: 0, limit: 1};
	const facts: string[] = [];
	if (kind === 'account') {
		const [line] = (await client.accounts({...one, account: id})).lines;
		if (line === undefined) return words.unknown(id);
		// Name, login and e-mail are often one and the same; a fact said twice helps nobody.
		facts.push(...new Set([line.login, line.email].filter((text) => text !== line.name)));
		facts.push(explorerWords.state(line.active));
		facts.push(line.level.replaceAll('_', ' '), words.grants(line.grants));
	} else if (kind === 'team') {
		const [line] = (await client.teams({...one, team: id})).lines;
		if (line !== undefined) facts.push(words.members(line.members));
	} else {
		const [line] = (await client.courses({...one, course: id})).lines;
		if (line === undefined) return '';
		facts.push(line.code, explorerWords.state(line.active), words.people(line.assigned));
		if (line.assigned > 0) facts.push(words.finished(completion(line, symbols)));
	}
	return facts.filter(Boolean).join(' · ');
}
