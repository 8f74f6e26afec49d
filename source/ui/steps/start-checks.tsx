import {Box} from 'ink';
import {useEffect, useState} from 'react';
import type {Finding} from '../../doctor/probe.ts';
import {Spinner} from '../components/spinner/spinner.tsx';
import {Note} from './notes.tsx';
import {useWizard} from './wizard-context.tsx';

interface Found {
	keychain?: Finding;
	network?: Finding;
}

/** What was found before the first question: below the choices, so that nothing moves while it comes in. */
export function StartCheckLines() {
	const {context} = useWizard();
	const {checks} = context;
	const [found, setFound] = useState<Found>({});
	useEffect(() => {
		if (checks === undefined) return;
		let isOver = false;
		const {keychain, network} = checks();
		keychain.then((result) => isOver || setFound((now) => ({...now, keychain: result})));
		network.then((result) => isOver || setFound((now) => ({...now, network: result})));
		return () => {
			isOver = true;
		};
	}, [checks]);
	if (checks === undefined) return null;
	const {keychain, network} = found;
	return (
		<Box flexDirection="column">
			{keychain === undefined ? (
				<Spinner label="Checking the system keychain" />
			) : (
				<Note kind={keychain.result === 'ok' ? 'success' : 'info'}>{keychainText(keychain)}</Note>
			)}
			{network === undefined ? (
				<Spinner label="Checking the network" />
			) : (
				<Note kind={network.result === 'ok' ? 'success' : 'warning'}>
					{network.result === 'ok'
						? `${String(network.facts?.host)} is reachable.`
						: [`${network.said}.`, network.toDo?.[0]].filter(Boolean).join(' ')}
				</Note>
			)}
		</Box>
	);
}

function keychainText({result, said, facts}: Finding): string {
	// What is said is a sentence that begins with “Kept”.
	if (result === 'ok') return `Secrets are ${said.charAt(0).toLowerCase()}${said.slice(1)}`;
	return facts?.code === 'keychain/locked'
		? 'Your keychain is locked. Unlock it to save secrets there.'
		: 'No system keychain here. You can save secrets in a file.';
}
