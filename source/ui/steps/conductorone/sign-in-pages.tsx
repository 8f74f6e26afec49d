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
import {connectSignInMessages} from './sign-in-messages.ts';

/** Browser or key. */
export function SignInPage() {
	const {state, send} = useConnect();
	const messages = connectSignInMessages.signIn;
	if (state.signIn.status === 'running') {
		return (
			<PageFrame title={messages.title}>
				<Spinner label={messages.looking} />
			</PageFrame>
		);
	}
	return (
		<PageFrame title={messages.title}>
			<Select
				options={[
					{value: 'tenant', label: messages.browser, description: messages.browserHint},
					{value: 'key', label: messages.key, description: messages.keyHint},
				]}
				onSelect={(page) => send({type: 'page/open', page})}
			/>
			<Hint>{messages.role}</Hint>
		</PageFrame>
	);
}

export function TenantPage() {
	const {state, send} = useConnect();
	const messages = connectSignInMessages.tenant;
	if (needsFile(state.problem)) return <FilePage retry={() => send({type: 'sign-in/browser', tenant: state.tenant})} />;
	return (
		<PageFrame title={messages.title}>
			<TextInput
				label={messages.label}
				placeholder={messages.hint}
				defaultValue={state.tenant}
				validate={(value) => (value === '' ? messages.need : undefined)}
				onChange={() => state.problem !== null && send({type: 'problem/dismiss'})}
				onSubmit={(tenant) => send({type: 'sign-in/browser', tenant})}
				acceptLabel={messages.open}
			/>
			{state.problem === null && <Hint>{messages.help}</Hint>}
		</PageFrame>
	);
}

/** The code to compare and the address to open; both are always shown, whether or not a browser opens. */
export function CodePage() {
	const {state} = useConnect();
	const theme = useTheme();
	const messages = connectSignInMessages.code;
	const {code} = state;
	const isDemo = useWizard().state.demo.status === 'done';
	const opened = useRef('');
	useEffect(() => {
		if (code === null || isDemo || opened.current === code.url) return;
		opened.current = code.url;
		openInBrowser(code.url);
	}, [code, isDemo]);
	return (
		<PageFrame title={messages.title}>
			{code === null ? (
				<Spinner label={messages.asking} />
			) : (
				<>
					<Text>{theme.paint('text.heading', messages.code(code.userCode))}</Text>
					<Hint>{isDemo ? messages.demo : messages.address}</Hint>
					<Copyable lines={[code.url]} />
					<Box marginTop={1}>
						<Spinner label={messages.waiting} delay={0} />
					</Box>
				</>
			)}
		</PageFrame>
	);
}

/** Client id and secret, pasted in one piece or one after the other. They are never state of a component. */
export function KeyPage() {
	const {setup, state, send} = useConnect();
	const messages = connectSignInMessages.key;
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
	const refuse = (value: string) => (value === '' ? messages.need : undefined);
	return (
		<PageFrame title={messages.title}>
			{isChecking && <Spinner label={messages.checking} />}
			{!isChecking && clientId === '' && (
				<TextInput
					label={conductoroneMessages.clientId}
					placeholder={messages.placeholder}
					validate={(value) =>
						refuse(value) ?? (readCredential(value).clientId === undefined ? messages.noId : undefined)
					}
					onChange={dismiss}
					onSubmit={take}
				/>
			)}
			{!isChecking && clientId !== '' && (
				<>
					<ClosedField label={conductoroneMessages.clientId} labelCells={13} value={clientId} />
					<TextInput
						isSecret
						label={conductoroneMessages.clientSecret}
						placeholder={conductoroneMessages.noSecret}
						validate={(value) =>
							refuse(value) ?? (readCredential(value).clientSecret === undefined ? messages.noSecret : undefined)
						}
						onChange={dismiss}
						onSubmit={take}
					/>
				</>
			)}
			{!isChecking && state.problem === null && messages.help.map((line) => <Hint key={line}>{line}</Hint>)}
		</PageFrame>
	);
}

/** There is no keychain: a file is an offer, never a default. */
function FilePage({retry}: {retry: () => void}) {
	const {state, send} = useConnect();
	const messages = connectSignInMessages.signIn;
	return (
		<PageFrame title={state.problem?.what ?? messages.title} lines={7}>
			<Select
				options={[
					{value: 'file', label: messages.file, description: messages.fileHint},
					{value: 'back', label: messages.other, description: messages.otherHint},
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
