import {Box} from 'ink';
import {useState} from 'react';
import {readCredential} from '../../../setup/services/credential-text.ts';
import {present} from '../../../text/present.ts';
import {Select} from '../../components/select/select.tsx';
import type {Option} from '../../components/select/select-state.ts';
import {PageHelp} from '../../components/shell/page-slots.tsx';
import {useBack, useKeys} from '../../hooks/use-keys.ts';
import {useGap, useSize} from '../../provider.tsx';
import {conductoroneMessages} from '../conductorone-messages.ts';
import {ConductorOneStep} from '../conductorone-step.tsx';
import {HandoverPage} from '../handover-page.tsx';
import {stepMessages} from '../messages.ts';
import {Hint, Note, Page} from '../notes.tsx';
import {ProblemPanel} from '../problem-panel.tsx';
import {ReadingNote} from '../reading-note.tsx';
import {useWizard} from '../wizard-context.tsx';
import {ConnectPages} from './connect-pages.tsx';
import {pageHelp} from './help-messages.ts';

type WayIn = 'sign-in' | 'credential' | 'handover';

/** The two ways into ConductorOne: sign in and let this program do the clicking, or give the credential of a connector. */
export function WayInPage() {
	const {state, send} = useWizard();
	const [wayIn, setWay] = useState<WayIn | undefined>(() => {
		// Who comes back from the review sees what was made.
		if (state.connect.progress !== null) return 'sign-in';
		// So does who had to fetch a colleague's key first.
		if (state.handover !== null && state.connect.account !== null) return 'sign-in';
		return state.credential.status === 'done' ? 'credential' : undefined;
	});
	const [pasted, setPasted] = useState<string>();
	if (state.isPreparing) return <ConnectPages onBack={() => send({type: 'back'})} />;
	if (!state.waysIn.includes('sign-in')) return <ConductorOneStep />;
	const choose = (chosen: WayIn) => {
		send({type: 'problem/dismiss'});
		setWay(chosen);
		setPasted(undefined);
	};
	const leave = () => setWay(undefined);
	if (wayIn === 'sign-in') return <ConnectPages onBack={leave} />;
	if (wayIn === 'handover') return <HandoverPage onBack={leave} />;
	if (wayIn === 'credential') return <CredentialWay pasted={pasted} onBack={leave} />;
	return (
		<>
			<PageHelp about={pageHelp['way-in']} />
			<Choice
				onChoose={choose}
				onPaste={(text) => {
					choose('credential');
					setPasted(text);
				}}
			/>
		</>
	);
}

function CredentialWay({pasted, onBack}: {pasted: string | undefined; onBack: () => void}) {
	useBack(onBack);
	return <ConductorOneStep pasted={pasted} />;
}

function Choice({onChoose, onPaste}: {onChoose: (wayIn: WayIn) => void; onPaste: (text: string) => void}) {
	const {state, send, context} = useWizard();
	const {rows} = useSize();
	const gap = useGap(13);
	const isDemo = state.demo.status === 'done';
	const isFilledIn = state.answers.clientId.trim() !== '' && state.secrets.clientSecret !== null;
	useKeys({
		level: 'overlay',
		contexts: [],
		on: {},
		onPaste: (text) => {
			const {clientId, clientSecret} = readCredential(text);
			if (clientId === undefined && clientSecret === undefined) return false;
			onPaste(text);
			return true;
		},
	});
	const options = present<Option<WayIn>>([
		{value: 'sign-in', label: 'Sign in to ConductorOne', description: 'recommended: creates the app and connector'},
		{
			value: 'credential',
			label: isFilledIn ? 'Use the client ID filled in here' : 'Use an existing connector',
			description: isFilledIn ? state.answers.clientId.trim() : 'paste its client ID and secret',
		},
		!isDemo &&
			context.handOver !== undefined &&
			state.handover === null && {
				value: 'handover',
				label: 'Hand over to a colleague',
				description: 'if somebody else manages ConductorOne',
			},
	]);
	return (
		<Page title={conductoroneMessages.title}>
			{isDemo && <Note kind="info">{stepMessages.demo.conductorone}</Note>}
			<ReadingNote />
			<Box marginTop={gap}>
				<Select
					options={options}
					defaultValue={isFilledIn && !isDemo ? 'credential' : 'sign-in'}
					onSelect={(wayIn) => {
						onChoose(wayIn);
						// The sandbox fills everything in: there is nothing left to ask.
						if (wayIn === 'credential' && isDemo) send({type: 'submit'});
					}}
				/>
			</Box>
			<Box flexDirection="column" marginTop={gap}>
				{state.problem === null ? (
					<Hint>Signing in creates no app or connector yet. You review everything first.</Hint>
				) : (
					<ProblemPanel problem={state.problem} rows={Math.max(4, rows - 8)} />
				)}
			</Box>
		</Page>
	);
}
