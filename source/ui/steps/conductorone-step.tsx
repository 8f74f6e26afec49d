import {Box} from 'ink';
import {useEffect, useRef, useState} from 'react';
import {readCredential} from '../../setup/services/credential-text.ts';
import {Spinner} from '../components/spinner/spinner.tsx';
import {TextInput} from '../components/text-input/text-input.tsx';
import {useBack, useKeys} from '../hooks/use-keys.ts';
import {useGap, useSize} from '../provider.tsx';
import {width} from '../text.ts';
import {conductoroneMessages as messages} from './conductorone-messages.ts';
import {litmosMessages} from './litmos-messages.ts';
import {stepMessages} from './messages.ts';
import {ClosedField, Hint, Note, Page} from './notes.tsx';
import {ProblemPanel} from './problem-panel.tsx';
import {ReadingNote} from './reading-note.tsx';
import {useSecretDraft} from './use-secret-draft.ts';
import {useWizard} from './wizard-context.tsx';

const about = [
	'A connector in ConductorOne has a client ID and a client secret. With them, litmos-connector sends the data as that connector.',
	'ConductorOne shows the secret once, when it is created or rotated.',
];

const labelWidth = Math.max(width(messages.clientId), width(messages.clientSecret));
type FieldName = 'id' | 'secret';

/** Client id and secret of a connector, checked at once; pasted in any order and in one piece if need be. */
export function ConductorOneStep({pasted}: {pasted?: string | undefined}) {
	const {state, send, setup} = useWizard();
	const {answers, secrets, problem} = state;
	const {rows} = useSize();
	const gap = useGap(13);
	const [at, setAt] = useState<FieldName>(answers.clientId.trim() === '' ? 'id' : 'secret');
	const [note, setNote] = useState<string>();
	const [idRevision, setIdRevision] = useState(0);
	const secret = useSecretDraft('clientSecret', 'Paste the client secret.');
	const isChecking = state.credential.status === 'running';

	/** Puts each half where it belongs; false: the text holds nothing that looks like a credential. */
	const sort = (text: string, field: FieldName): boolean => {
		const {clientId, clientSecret} = readCredential(text);
		if (clientId === undefined && clientSecret === undefined) return false;
		if (clientId !== undefined) {
			send({type: 'answer', change: {clientId}});
			setIdRevision((now) => now + 1);
		}
		if (clientSecret !== undefined) {
			secret.edit(clientSecret);
			if (!secret.commit()) return true;
		}
		if (clientId !== undefined && clientSecret !== undefined) setNote('You pasted both the client ID and the secret.');
		else if (clientSecret !== undefined && field === 'id')
			setNote('That was the secret, so it moved to its own field.');
		else if (clientId !== undefined && field === 'secret')
			setNote('That was the client ID, so it moved to its own field.');
		else setNote(undefined);
		setAt(setup.getState().answers.clientId.trim() === '' ? 'id' : 'secret');
		return true;
	};
	const sortRef = useRef(sort);
	sortRef.current = sort;
	// What was pasted a page before, where the two ways in are.
	useEffect(() => {
		if (pasted !== undefined) sortRef.current(pasted, 'id');
	}, [pasted]);
	useKeys({
		level: 'overlay',
		contexts: [],
		on: {},
		isActive: !isChecking,
		onPaste: (text) => sort(text, at),
	});
	const back = () => {
		if (isChecking) send({type: 'check/cancel'});
		else if (at === 'secret') secret.commit();
		return isChecking;
	};
	useBack(back, isChecking ? {labels: {back: litmosMessages.cancel}, hints: ['back']} : {});
	const toOther = () => {
		if (at === 'secret') secret.commit();
		setAt(at === 'id' ? 'secret' : 'id');
	};
	const submit = () => {
		if (!secret.commit()) return;
		if (setup.getState().answers.clientId.trim() === '') return setAt('id');
		setNote(undefined);
		send({type: 'submit'});
	};
	const known = secrets.clientSecret;
	const isDemo = state.demo.status === 'done';
	return (
		<Page title={messages.title} about={about}>
			{isDemo && <Note kind="info">{stepMessages.demo.conductorone}</Note>}
			<ReadingNote />
			<Box flexDirection="column" marginTop={gap}>
				{at === 'id' && !isChecking ? (
					<TextInput
						key={`id${idRevision}`}
						label={messages.clientId}
						labelWidth={labelWidth}
						placeholder="such as name@acme.conductor.one/abc"
						defaultValue={answers.clientId}
						validate={(value) => (value === '' ? 'Paste the client ID.' : undefined)}
						onChange={(clientId) => {
							setNote(undefined);
							// A secret typed here must not stay among the answers that are saved.
							if (readCredential(clientId).clientSecret === undefined) send({type: 'answer', change: {clientId}});
						}}
						onSubmit={(value) => {
							if (readCredential(value).clientSecret !== undefined) sort(value, 'id');
							else setAt('secret');
						}}
						onNext={toOther}
						onPrevious={toOther}
					/>
				) : (
					<ClosedField
						label={messages.clientId}
						labelCells={labelWidth}
						value={answers.clientId.trim() || litmosMessages.notGiven}
					/>
				)}
				{at === 'secret' && !isChecking ? (
					<TextInput
						isSecret
						key={`secret${secret.revision}`}
						label={messages.clientSecret}
						labelWidth={labelWidth}
						placeholder={
							known === null
								? messages.noSecret
								: litmosMessages.keptKey(known.characters, litmosMessages.from[known.from])
						}
						error={secret.error}
						onChange={(text) => {
							setNote(undefined);
							secret.edit(text);
						}}
						onSubmit={(value) => {
							const found = readCredential(value);
							if (found.clientId !== undefined) sort(value, 'secret');
							else submit();
						}}
						onNext={toOther}
						onPrevious={toOther}
						acceptLabel="check and continue"
					/>
				) : (
					<ClosedField
						label={messages.clientSecret}
						labelCells={labelWidth}
						value={known === null ? litmosMessages.notGiven : litmosMessages.given(known.characters)}
					/>
				)}
				{note !== undefined && <Note kind="success">{note}</Note>}
			</Box>
			<Box flexDirection="column" marginTop={gap}>
				{isChecking && <Spinner label="Checking the client ID and secret with ConductorOne" />}
				{!isChecking && problem !== null && (
					<ProblemPanel problem={problem} rows={Math.max(4, rows - 5 - 2 * gap - (isDemo ? 2 : 0))} />
				)}
				{!isChecking && problem === null && messages.help.map((line) => <Hint key={line}>{line}</Hint>)}
				{!isChecking && problem === null && !isDemo && (
					<Hint>{'No connector yet? A Connector Administrator can add one in ConductorOne.'}</Hint>
				)}
			</Box>
		</Page>
	);
}
