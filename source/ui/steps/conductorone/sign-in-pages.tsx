import {Box} from 'ink';
import {useEffect, useRef, useState} from 'react';
import type {Problem} from '../../../problem/problem.ts';
import {readCredential} from '../../../setup/services/credential-text.ts';
import {Copyable} from '../../components/message/message.tsx';
import {Select} from '../../components/select/select.tsx';
import {Spinner} from '../../components/spinner/spinner.tsx';
import {Text} from '../../components/text/text.tsx';
import {TextInput} from '../../components/text-input/text-input.tsx';
import {useKeys} from '../../hooks/use-keys.ts';
import {useTheme} from '../../provider.tsx';
import {conductoroneMessages} from '../conductorone-messages.ts';
import {ClosedField, Hint} from '../notes.tsx';
import {useWizard} from '../wizard-context.tsx';
import {openInBrowser} from './browser.ts';
import {useConnect} from './connect-context.ts';
import {PageFrame} from './page-frame.tsx';

const signInTitle = 'How do you want to sign in?';

/** Browser or key. */
export function SignInPage() {
	const {state, send} = useConnect();
	if (state.signIn.status === 'running') {
		return (
			<PageFrame title={signInTitle}>
				<Spinner label="Checking who is signed in" />
			</PageFrame>
		);
	}
	return (
		<PageFrame title={signInTitle}>
			<Select
				options={[
					{
						value: 'tenant',
						label: 'In the browser',
						description: 'creates an API key for this program, valid for 90 days',
					},
					{value: 'key', label: 'With a personal API key', description: 'you paste it'},
				]}
				onSelect={(page) => send({type: 'page/open', page})}
			/>
			<Hint>You need to be a Connector Administrator. Some steps need a Super Administrator.</Hint>
		</PageFrame>
	);
}

export function TenantPage() {
	const {state, send} = useConnect();
	if (needsFile(state.problem)) return <FilePage retry={() => send({type: 'sign-in/browser', tenant: state.tenant})} />;
	return (
		<PageFrame title="What is your ConductorOne address?">
			<TextInput
				label="Address"
				placeholder="such as acme.conductor.one"
				defaultValue={state.tenant}
				validate={(value) => (value === '' ? 'Enter the address.' : undefined)}
				onChange={() => state.problem !== null && send({type: 'problem/dismiss'})}
				onSubmit={(tenant) => send({type: 'sign-in/browser', tenant})}
				acceptLabel="open the browser"
			/>
			{state.problem === null && (
				<Hint>{'Copy it from your browser: acme.conductor.one, or acme.c1eu.ai in the EU.'}</Hint>
			)}
		</PageFrame>
	);
}

/** The code to compare and the address to open; both are always shown, whether or not a browser opens. */
export function CodePage() {
	const {state} = useConnect();
	const theme = useTheme();
	const {code} = state;
	const isDemo = useWizard().state.demo.status === 'done';
	const opened = useRef('');
	useEffect(() => {
		if (code === null || isDemo || opened.current === code.url) return;
		opened.current = code.url;
		openInBrowser(code.url);
	}, [code, isDemo]);
	return (
		<PageFrame title="Approve the sign-in in your browser">
			{code === null ? (
				<Spinner label="Requesting a code from ConductorOne" />
			) : (
				<>
					<Text>{theme.paint('text.heading', `Make sure the code matches: ${code.userCode}`)}</Text>
					<Hint>
						{isDemo
							? 'In a real setup, your browser opens this page. The sandbox approves by itself.'
							: 'Your browser opens by itself. If it doesn’t, go to this address on any computer:'}
					</Hint>
					<Copyable lines={[code.url]} />
					<Box marginTop={1}>
						<Spinner label="Waiting for your approval" delay={0} />
					</Box>
				</>
			)}
		</PageFrame>
	);
}

/** Client id and secret, pasted in one piece or one after the other. They are never state of a component. */
export function KeyPage() {
	const {setup, state, send} = useConnect();
	const given = useRef('');
	const [clientId, setClientId] = useState('');
	const isChecking = state.signIn.status === 'running';
	/** False: there is nothing like a credential in the text. */
	const take = (text: string): boolean => {
		const found = readCredential(text);
		if (found.clientId === undefined && found.clientSecret === undefined) return false;
		given.current = `${given.current}\n${text}`;
		const all = readCredential(given.current);
		if (all.clientId !== undefined) setClientId(all.clientId);
		if (all.clientId !== undefined && all.clientSecret !== undefined) setup.giveKey(given.current);
		return true;
	};
	const isAsking = !isChecking && !needsFile(state.problem);
	useKeys({level: 'overlay', contexts: [], isActive: isAsking, on: {}, onPaste: take});
	if (needsFile(state.problem)) return <FilePage retry={() => setup.giveKey(given.current)} />;
	const dismiss = () => {
		if (state.problem !== null) send({type: 'problem/dismiss'});
	};
	const isId = clientId === '';
	const validate = (value: string) => {
		const found = readCredential(value);
		if (value === '') return 'Paste the key.';
		if (isId && found.clientId === undefined) {
			return 'That isn’t a client ID. One looks like name@acme.conductor.one/pcc.';
		}
		if (isId || found.clientSecret !== undefined) return undefined;
		return 'That isn’t a complete client secret. Copy all of it, starting with secret-token.';
	};
	return (
		<PageFrame title="Paste a personal API key">
			{isChecking && <Spinner label="Checking the key with ConductorOne" />}
			{!isChecking && !isId && <ClosedField label={conductoroneMessages.clientId} labelCells={13} value={clientId} />}
			{!isChecking && (
				<TextInput
					key={isId ? 'id' : 'secret'}
					isSecret={!isId}
					label={isId ? conductoroneMessages.clientId : conductoroneMessages.clientSecret}
					placeholder={isId ? 'paste both here, in any order' : conductoroneMessages.noSecret}
					validate={validate}
					onChange={dismiss}
					onSubmit={take}
				/>
			)}
			{!isChecking && state.problem === null && (
				<>
					<Hint>In ConductorOne, open your profile menu, then API keys, then Create credential.</Hint>
					<Hint>The client ID and client secret are shown once. Paste both together.</Hint>
				</>
			)}
		</PageFrame>
	);
}

/** There is no keychain: a file is an offer, never a default. */
function FilePage({retry}: {retry: () => void}) {
	const {state, send} = useConnect();
	return (
		<PageFrame title={state.problem?.what ?? signInTitle} lines={7}>
			<Select
				options={[
					{value: 'file', label: 'Save the key in a file', description: 'plain text, only you can read it'},
					{value: 'back', label: 'Not now', description: 'back to the question'},
				]}
				defaultValue="back"
				onSelect={(choice) => {
					if (choice === 'back') return send({type: 'problem/dismiss'});
					send({type: 'secrets/allow-file'});
					retry();
				}}
			/>
		</PageFrame>
	);
}

function needsFile(problem: Problem | null): boolean {
	return problem?.code === 'keychain/unavailable';
}
