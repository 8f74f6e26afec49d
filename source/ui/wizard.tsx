import {setTimeout as delay} from 'node:timers/promises';
import {useCallback, useEffect, useMemo, useState} from 'react';
import {createStore, type StoreApi, useStore} from 'zustand';
import type {ExitCode} from '../problem/problem.ts';
import {backFrom, stepStates} from '../setup/questions.ts';
import type {SetupState, Step} from '../setup/state.ts';
import {LogPath} from './components/message/message.tsx';
import {Shell} from './components/shell/shell.tsx';
import {Text} from './components/text/text.tsx';
import {useTheme, useWindow} from './provider.tsx';
import {runScreens} from './run-screens.ts';
import {connectionMessages} from './steps/connection.ts';
import {DoctorPage} from './steps/doctor-page.tsx';
import {LitmosStep} from './steps/litmos-step.tsx';
import {stepMessages} from './steps/messages.ts';
import {Examine} from './steps/problem-panel.tsx';
import {StartStep} from './steps/start-step.tsx';
import {leavingText} from './steps/transcript.ts';
import {useWizard, type WizardContext, WizardProvider} from './steps/wizard-context.tsx';

/** Longest wait for work to stop after Ctrl-C, ms. What is cut off then is safe: pages are stored whole or not at all. */
const stopWithin = 3000;

/**
 * The guided set-up on the whole terminal. Resolves when the terminal is given back; the summary has then been printed.
 * Throws a Problem when the screen broke.
 */
export async function runWizard(context: WizardContext): Promise<ExitCode> {
	const stopping = createStore(() => false);
	// A set-up that goes on, or that a colleague began, starts on one of them.
	if (!(pageOf(context.setup.getState()) in pages)) await loadPages();
	return runScreens(<Wizard context={context} stopping={stopping} />, context.values, {
		title: stepMessages.title,
		async onInterrupt() {
			// Said as things stand now: closing stops the work that is told of.
			const text = leavingText(context.setup.getState(), context);
			stopping.setState(true);
			await Promise.race([context.setup.close(), delay(stopWithin, undefined, {ref: false})]);
			return text;
		},
	});
}

type Page = () => React.ReactNode;

const pages: Partial<Record<Step | 'handover', Page>> = {start: StartStep, litmos: LitmosStep};

/** Loads the pages that the first one does not wait for. */
export async function loadPages(): Promise<void> {
	const {laterPages} = await import('./steps/later-pages.ts');
	Object.assign(pages, laterPages);
}

function pageOf({step, handover, demo, resuming}: SetupState): Step | 'handover' {
	const isStarting = demo.status === 'running' || resuming !== null;
	return step === 'start' && handover !== null && !isStarting ? 'handover' : step;
}

/** The page as things stand; undefined while its code is loading. */
function usePage(state: SetupState): Page | undefined {
	const [, setLoaded] = useState(false);
	const {onShown} = useWizard().context;
	useEffect(() => {
		void loadPages().then(() => setLoaded(true));
		onShown?.();
	}, [onShown]);
	return pages[pageOf(state)];
}

const never = createStore(() => false);

/** The screens, without the terminal around them. */
export function Wizard({context, stopping = never}: {context: WizardContext; stopping?: StoreApi<boolean>}) {
	return (
		<WizardProvider value={context}>
			<LogPath value={context.logPath}>
				<Steps stopping={stopping} />
			</LogPath>
		</WizardProvider>
	);
}

/** Where we are connected, in ever shorter words; the same array as long as nothing changed. */
function useConnection(state: SetupState): readonly string[] {
	const messages = connectionMessages(state, useWindow());
	const key = messages.join('\n');
	return useMemo(() => (key === '' ? [] : key.split('\n')), [key]);
}

function Steps({stopping}: {stopping: StoreApi<boolean>}) {
	const {state, send, context} = useWizard();
	const theme = useTheme();
	const isStopping = useStore(stopping);
	const {startDemo, examine} = context;
	const [isExamining, setExamining] = useState(false);
	const openDoctor = useCallback(() => setExamining(true), []);
	useEffect(() => {
		if (startDemo) send({type: 'start/demo'});
	}, [startDemo, send]);
	const Page = usePage(state);
	const canGoBack = backFrom(state.step) !== null;
	const steps =
		state.step === 'start'
			? []
			: stepStates(state).steps.map(({step, ...rest}) => ({id: step, label: stepMessages.names[step], ...rest}));
	return (
		<Examine value={examine && openDoctor}>
			<Shell
				steps={steps}
				connection={useConnection(state)}
				{...(canGoBack ? {onBack: () => send({type: 'back'})} : {})}
				{...(examine && isExamining && !isStopping
					? {cover: <DoctorPage examine={examine} onClose={() => setExamining(false)} />}
					: {})}
			>
				{isStopping ? (
					<Text>{theme.paint('status.warning', 'Stopping. Press Ctrl-C again to quit right away.')}</Text>
				) : (
					Page && <Page />
				)}
			</Shell>
		</Examine>
	);
}
