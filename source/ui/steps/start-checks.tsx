import {Box} from 'ink';
import {useEffect, useState} from 'react';
import type {Finding} from '../../doctor/probe.ts';
import {Spinner} from '../components/spinner/spinner.tsx';
import {Note} from './notes.tsx';
import {startMessages} from './start-messages.ts';
import {useWizard} from './wizard-context.tsx';

const messages = startMessages.checks;
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
				<Spinner label={messages.keychain} />
			) : (
				<Note kind={keychain.result === 'ok' ? 'success' : 'info'}>{keychainText(keychain)}</Note>
			)}
			{network === undefined ? (
				<Spinner label={messages.network} />
			) : (
				<Note kind={network.result === 'ok' ? 'success' : 'warning'}>
					{network.result === 'ok'
						? messages.networkWorks(String(network.facts?.host))
						: messages.noNetwork(network.said, network.toDo?.[0])}
				</Note>
			)}
		</Box>
	);
}

function keychainText({result, said, facts}: Finding): string {
	if (result === 'ok') return messages.keychainWorks(said);
	return facts?.code === 'keychain/locked' ? messages.keychainLocked : messages.noKeychain;
}
