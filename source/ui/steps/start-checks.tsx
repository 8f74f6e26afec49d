import {Box} from 'ink';
import {useEffect, useState} from 'react';
import type {KeychainCheck, NetworkCheck} from '../../setup/services/start-checks.ts';
import {Spinner} from '../components/spinner/spinner.tsx';
import {stepWords} from './messages.ts';
import {Note} from './notes.tsx';
import {useWizard} from './wizard-context.tsx';

const words = stepWords.start.checks;
interface Found {
	keychain?: KeychainCheck;
	network?: NetworkCheck;
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
				<Spinner label={words.keychain} />
			) : (
				<Note kind={keychain.problem === undefined ? 'success' : 'info'}>{keychainWords(keychain)}</Note>
			)}
			{network === undefined ? (
				<Spinner label={words.network} />
			) : (
				<Note kind={network.problem === undefined ? 'success' : 'warning'}>
					{network.problem === undefined
						? words.networkWorks(network.host)
						: words.noNetwork(network.problem.what, network.problem.next[0])}
				</Note>
			)}
		</Box>
	);
}

function keychainWords({where, problem}: KeychainCheck): string {
	if (problem === undefined) return words.keychainWorks(where);
	return problem.code === 'keychain/locked' ? words.keychainLocked : words.noKeychain;
}
