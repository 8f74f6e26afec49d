import {Box} from 'ink';
import {useState} from 'react';
import {recognizeAccount} from '../../litmos/account-address.ts';
import {regionNames} from '../../litmos/messages.ts';
import {regions} from '../../litmos/regions.ts';
import {Problem} from '../../problem/problem.ts';
import {baseUrl} from '../../settings/parse.ts';
import {canPrepare} from '../../setup/questions.ts';
import type {Answers, SetupState} from '../../setup/state.ts';
import {Select} from '../components/select/select.tsx';
import {Spinner} from '../components/spinner/spinner.tsx';
import {TextInput} from '../components/text-input/text-input.tsx';
import {useBack, useKeys} from '../hooks/use-keys.ts';
import {useScreenReader, useSize, useTheme} from '../provider.tsx';
import {width} from '../text.ts';
import {litmosMessages as messages} from './litmos-messages.ts';
import {ClosedField, Hint, Note, noteRows, Page} from './notes.tsx';
import {ProblemPanel} from './problem-panel.tsx';
import {useSecretDraft} from './use-secret-draft.ts';
import {useWizard} from './wizard-context.tsx';

const about = [
	'Paste the address where you sign in to Litmos, or type the account name, the first part of that address. The region and the account are filled in from it. To change the region, press Tab.',
	'The API key lets this program read Litmos as you. You’ll find it in Litmos under My Profile & Settings. Don’t see one? Ask an Account Owner, the person who manages your Litmos account.',
	'Enter checks the key with Litmos. The key is then saved in your keychain, or in the place you choose.',
];

const labels = {source: 'Account', region: messages.region, url: 'API address', key: 'API key'};
const labelWidth = Math.max(...Object.values(labels).map(width));
type FieldName = keyof typeof labels;

/** Account, region, API key; checked at once. The address of an account shows its region. The field in use is open, the others are one line each. */
export function LitmosStep() {
	const {state, send, setup, context} = useWizard();
	const {answers, secrets, problem} = state;
	const size = useSize();
	const theme = useTheme();
	const isScreenReader = useScreenReader();
	const [at, setAt] = useState<FieldName>(() => firstOpen(state));
	const [typed, setTyped] = useState('');
	const account = recognizeAccount(typed);
	const isRecognized = account.name !== undefined && account.region === answers.region;
	const key = useSecretDraft('apiKey', 'Paste the API key.');
	const fields = fieldsOf(answers);
	const isChecking = state.litmos.status === 'running';
	const move = (by: number) => {
		if (at === 'key' && !key.commit() && by > 0) return;
		setAt(fields[(fields.indexOf(at) + by + fields.length) % fields.length] ?? 'key');
	};
	const answer = (change: Partial<Omit<Answers, 'courses'>>) => send({type: 'answer', change});
	const submit = () => {
		if (!key.commit()) return;
		const missing = firstOpen(setup.getState());
		if (missing !== 'key') setAt(missing);
		send({type: 'submit'});
	};
	const back = () => {
		if (isChecking) send({type: 'check/cancel'});
		else if (at === 'key') key.commit();
		return isChecking;
	};
	useBack(back, isChecking ? {labels: {back: messages.cancel}, hints: ['back']} : {});

	const mayPrepare = context.handOver !== undefined && canPrepare(state);
	useKeys({
		level: 'screen',
		contexts: ['everywhere'],
		isActive: mayPrepare && !isChecking,
		on: {handOver: () => send({type: 'prepare/begin'})},
		hints: ['handOver'],
		labels: {handOver: 'no key? hand over'},
	});

	const rowsOfForm = fields.length + (at === 'region' ? 5 : 0) + (key.error === undefined ? 0 : 1);
	const isDemo = state.demo.status === 'done';
	// Who goes on with what a colleague began comes here from the part in ConductorOne.
	const needsKey = (state.handover?.litmos ?? null) !== null && state.connect.answers.hosting !== null;
	const note = isDemo
		? 'Sandbox: demo data on this computer. Everything is filled in for you. Press Enter to continue.'
		: needsKey
			? 'To run the connector this way, the Litmos API key is needed here. Ask your colleague for it, or go back and choose “Hosted, key added later”.'
			: undefined;
	const noteRoom = note === undefined ? 0 : noteRows(note, size.columns, theme.symbols.info);
	const hasGap = size.rows >= rowsOfForm + noteRoom + 6 && !isScreenReader;

	const field = (name: FieldName) => {
		const isActive = at === name && !isChecking;
		if (!isActive)
			return <ClosedField key={name} label={labels[name]} labelCells={labelWidth} value={closedValue(state, name)} />;
		const common = {label: labels[name], labelWidth, onNext: () => move(1), onPrevious: () => move(-1)};
		switch (name) {
			case 'region':
				return (
					<RegionField key={name} answers={answers} onMove={move} onAnswer={answer} onChosen={setAt} hasGap={hasGap} />
				);
			case 'url':
				return (
					<TextInput
						key={name}
						{...common}
						placeholder="such as https://api.litmos.com"
						defaultValue={answers.litmosUrl}
						validate={(value) => (value === '' ? 'Enter the address.' : refusalOfUrl(value))}
						onChange={(litmosUrl) => answer({litmosUrl})}
						onSubmit={() => move(1)}
					/>
				);
			case 'source':
				return (
					<TextInput
						key={name}
						{...common}
						label="Litmos address or account name"
						placeholder="such as acme.litmos.com"
						defaultValue={answers.source}
						validate={(value) => (value === '' ? 'Enter the account name.' : refusalOf(value))}
						onChange={(source) => {
							setTyped(source);
							answer({source});
						}}
						onSubmit={() => (isRecognized ? setAt('key') : move(1))}
					/>
				);
			case 'key':
				return (
					<TextInput
						key={`${name}${key.revision}`}
						isSecret
						{...common}
						placeholder={
							secrets.apiKey === null
								? messages.noKey
								: messages.keptKey(secrets.apiKey.characters, messages.from[secrets.apiKey.from])
						}
						error={key.error}
						onChange={key.edit}
						onSubmit={submit}
						acceptLabel="check and continue"
					/>
				);
		}
	};
	return (
		<Page title="Connect your Litmos account" about={about}>
			{note !== undefined && <Note kind="info">{note}</Note>}
			<Box flexDirection="column" marginTop={hasGap ? 1 : 0}>
				{fields.map(field)}
			</Box>
			<Box flexDirection="column" marginTop={hasGap || problem !== null ? 1 : 0}>
				{isChecking && <Spinner label="Checking the API key with Litmos" />}
				{!isChecking && problem !== null && (
					<ProblemPanel
						problem={problem}
						rows={Math.max(3, size.rows - rowsOfForm - 2 - (hasGap ? 1 : 0) - noteRoom)}
					/>
				)}
				{!isChecking && problem === null && isRecognized && (
					<Hint>{`Recognized: account ${account.name ?? ''}, region ${(account.region ?? '').toUpperCase()}`}</Hint>
				)}
				{!isChecking && problem === null && messages.help[at].map((line) => <Hint key={line}>{line}</Hint>)}
				{!isChecking && problem === null && mayPrepare && at === 'key' && (
					<Hint>
						{'No access to Litmos? Press Ctrl-Y: answer the ConductorOne questions and hand over to an Account Owner.'}
					</Hint>
				)}
			</Box>
		</Page>
	);
}

function RegionField(props: {
	answers: Answers;
	onMove: (by: number) => void;
	onAnswer: (change: {region: Answers['region']}) => void;
	onChosen: (next: FieldName) => void;
	hasGap: boolean;
}) {
	const {answers, hasGap} = props;
	const {columns} = useSize();
	const isScreenReader = useScreenReader();
	useKeys({contexts: ['choice'], on: {next: () => props.onMove(1), previous: () => props.onMove(-1)}, hints: ['next']});
	const options = [
		...regions.map(({id, webDomain}) => ({value: id, label: regionNames[id], hint: `such as acme.${webDomain}`})),
		{value: 'other' as const, label: messages.otherRegion, hint: 'you type the address'},
	];
	return (
		<Box flexDirection="column" marginBottom={hasGap ? 1 : 0}>
			<Select
				label={isScreenReader ? messages.region : `  ${messages.region}`}
				options={options.map(({hint, ...option}) => ({...option, ...(columns < 50 ? {} : {description: hint})}))}
				defaultValue={answers.region}
				onSelect={(region) => {
					props.onAnswer({region});
					props.onChosen(region === 'other' ? 'url' : 'key');
				}}
			/>
		</Box>
	);
}

/** Why a text is no address of the API, in words. Said at the field, before the cursor goes on to the key. */
function refusalOfUrl(text: string): string | undefined {
	try {
		baseUrl(text);
		return undefined;
	} catch (refusal) {
		const {what, next} = Problem.from(refusal);
		return [what, ...next].join(' ');
	}
}

/** Why a text names no account, in words. */
function refusalOf(text: string): string | undefined {
	const {problem} = recognizeAccount(text);
	return problem === undefined ? undefined : [`${problem.what}.`, ...problem.next.slice(0, 1)].join(' ');
}

function fieldsOf(answers: Answers): FieldName[] {
	return answers.region === 'other' ? ['source', 'region', 'url', 'key'] : ['source', 'region', 'key'];
}

/** Where the cursor starts: the first question without an answer; the last one when all have one, so that Enter goes on. */
function firstOpen({answers}: SetupState): FieldName {
	if (answers.source.trim() === '') return 'source';
	return answers.region === 'other' && answers.litmosUrl.trim() === '' ? 'url' : 'key';
}

function closedValue({answers, secrets}: SetupState, name: FieldName): string {
	switch (name) {
		case 'region':
			return answers.region === 'other' ? messages.otherRegion : regionNames[answers.region];
		case 'url':
			return answers.litmosUrl.trim() || messages.notGiven;
		case 'source':
			return answers.source.trim() || messages.notGiven;
		case 'key':
			return secrets.apiKey === null ? messages.notGiven : messages.given(secrets.apiKey.characters);
	}
}
