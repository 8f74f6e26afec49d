import {setTimeout as delay} from 'node:timers/promises';
import {useCallback, useEffect, useMemo, useState, useSyncExternalStore} from 'react';
import type {ExitCode} from '../problem/problem.ts';
import {backFrom, stepStates} from '../setup/questions.ts';
import type {SetupState, Step} from '../setup/state.ts';
import {Shell} from './components/shell/shell.tsx';
import {Text} from './components/text/text.tsx';
import {useTheme, useWindow} from './provider.tsx';
import {WayInPage} from './steps/conductorone/way-in-page.tsx';
import {connectionMessages} from './steps/connection.ts';
import {CoursesStep} from './steps/courses-step.tsx';
import {DoctorPage} from './steps/doctor-page.tsx';
import {DoneStep} from './steps/done-step.tsx';
import {LitmosStep} from './steps/litmos-step.tsx';
import {stepMessages} from './steps/messages.ts';
import {PreviewStep} from './steps/preview-step.tsx';
import {Examine} from './steps/problem-panel.tsx';
import {ReviewStep} from './steps/review-step.tsx';
import {StartStep} from './steps/start-step.tsx';
import {leavingText} from './steps/transcript.ts';
import {useWizard, type WizardContext, WizardProvider} from './steps/wizard-context.tsx';
import {runApp} from './terminal.tsx';
import {themeOf} from './theme-of.ts';

/** Longest wait for work to stop after Ctrl-C, ms. What is cut off then is safe: pages are stored whole or not at all. */
const stopWithin = 3000;

/**
 * The guided set-up on the whole terminal. Resolves when the terminal is given back; the summary has then been printed.
 * Throws a Problem when the screen broke.
 */
export async function runWizard(context: WizardContext): Promise<ExitCode> {
	const stopping = createSwitch();
	const {exit, problem} = await runApp(<Wizard context={context} stopping={stopping} />, {
		title: stepMessages.title,
		theme: themeOf(context.values),
		...(context.values.screenReader ? {isScreenReader: true} : {}),
		async onInterrupt() {
			// Said as things stand now: closing stops the work that is told of.
			const text = leavingText(context.setup.getState(), context);
			stopping.turnOn();
			await Promise.race([context.setup.close(), delay(stopWithin, undefined, {ref: false})]);
			return text;
		},
	});
	if (problem) throw problem;
	return exit;
}

const screens: Record<Step, () => React.ReactNode> = {
	start: StartStep,
	litmos: LitmosStep,
	courses: CoursesStep,
	preview: PreviewStep,
	conductorone: WayInPage,
	review: ReviewStep,
	done: DoneStep,
};

/** The screens, without the terminal around them. */
export function Wizard({context, stopping = never}: {context: WizardContext; stopping?: Switch}) {
	return (
		<WizardProvider value={context}>
			<Steps stopping={stopping} />
		</WizardProvider>
	);
}

/** Where we are connected, in ever shorter words; the same array as long as nothing changed. */
function useConnection(state: SetupState): readonly string[] {
	const words = connectionMessages(state, useWindow());
	const key = words.join('\n');
	return useMemo(() => (key === '' ? [] : key.split('\n')), [key]);
}

function Steps({stopping}: {stopping: Switch}) {
	const {state, send, context} = useWizard();
	const theme = useTheme();
	const isStopping = useSyncExternalStore(stopping.subscribe, stopping.isOn);
	const {startDemo, examine} = context;
	const [isExamining, setExamining] = useState(false);
	const openDoctor = useCallback(() => setExamining(true), []);
	useEffect(() => {
		if (startDemo) send({type: 'start/demo'});
	}, [startDemo, send]);
	const Screen = screens[state.step];
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
				{isStopping ? <Text>{theme.paint('status.warning', stepMessages.stopping)}</Text> : <Screen />}
			</Shell>
		</Examine>
	);
}

interface Switch {
	turnOn: () => void;
	isOn: () => boolean;
	subscribe: (listener: () => void) => () => void;
}

const never: Switch = {turnOn: () => {}, isOn: () => false, subscribe: () => () => {}};

function createSwitch(): Switch {
	let isOn = false;
	const listeners = new Set<() => void>();
	return {
		turnOn() {
			isOn = true;
			for (const listener of listeners) listener();
		},
		isOn: () => isOn,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}
