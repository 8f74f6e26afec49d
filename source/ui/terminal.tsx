import {setFlagsFromString} from 'node:v8';
import {Box, type DOMElement, type Instance, render, useApp} from 'ink';
import {createContext, type ReactNode, use, useCallback, useMemo, useRef, useSyncExternalStore} from 'react';
import {Problem, signalExits} from '../problem/problem.ts';
import {printableLines} from '../text/printable.ts';
import {useWindowLimit} from './hooks/use-window-limit.ts';
import {UiProvider} from './provider.tsx';
import {type Appearance, createAppearance} from './terminal/appearance.ts';
import {asciiOutput, dumbOutput} from './terminal/ascii-output.ts';
import {holdWrites} from './terminal/held-output.ts';
import {InputStream, type TerminalInput} from './terminal/input-stream.ts';
import {armEmergencyReset, askBackground, titleOff, titleOn, wrapOff, wrapOn} from './terminal/screen.ts';
import {createSession, type Ending, type Session} from './terminal/session.ts';
import {stopUntilContinued} from './terminal/suspend.ts';
import type {Environment, ThemeOptions} from './theme.ts';

export interface RunAppOptions {
	title?: string;
	stdin?: TerminalInput;
	stdout?: NodeJS.WriteStream;
	stderr?: NodeJS.WriteStream;
	environment?: Environment;
	/** Linear output. Default: LITMOS_CONNECTOR_SCREEN_READER or INK_SCREEN_READER is `true` or `1`, or TERM is `dumb`. */
	isScreenReader?: boolean;
	/** Overrides what the environment says about colours, symbols and motion. */
	theme?: ThemeOptions;
	/**
	 * Ctrl-C was pressed. Stops the work and gives the words that say what was and was not changed; they are printed
	 * after the exit. A second Ctrl-C leaves without waiting.
	 */
	onInterrupt?: () => string | Promise<string>;
}

export interface TerminalActions {
	/** Ends the app; without an exit code: 0. */
	leave: (ending?: Partial<Ending>) => void;
	/** Ctrl-C: stops the work, says what was changed, exit 130. */
	interrupt: () => void;
	/** Ctrl-Z: gives the terminal to the shell until `fg`. */
	suspend: () => void;
}

const TerminalContext = createContext<TerminalActions>({
	leave: () => {},
	interrupt: () => {},
	suspend: () => {},
});

export function useTerminal(): TerminalActions {
	return use(TerminalContext);
}

/**
 * Runs an app on the whole terminal and gives its ending. Never throws for what goes wrong inside: an error while
 * drawing, or one that nobody caught, becomes the ending's Problem, which the caller tells and puts into its log. The
 * transcript is printed; `process.exitCode` is for the caller to set to the ending's `exit`.
 */
export async function runApp(element: ReactNode, options: RunAppOptions = {}): Promise<Ending> {
	const {environment = process.env, stderr = process.stderr} = options;
	const source = options.stdin ?? (process.stdin as TerminalInput);
	// Before anything slow: keys typed meanwhile are kept, not echoed, and Enter stays Enter.
	source.setRawMode?.(true);
	const growFreely = keepHeapSmall();
	const reset = armEmergencyReset();
	const isScreenReader = options.isScreenReader ?? wantsScreenReader(environment);
	const appearance = createAppearance(environment, options.theme ?? {}, isScreenReader);
	const plain = options.stdout ?? process.stdout;
	const isDumb = environment.TERM === 'dumb';
	const stdout = isDumb ? dumbOutput(plain) : appearance.get().isAscii ? asciiOutput(plain) : plain;
	const session = createSession(options.onInterrupt);
	const stopListening = endOnTrouble(session);
	const input = new InputStream(source, {
		onInterrupt: session.countInterrupt,
		onAnswer: (code, text) => {
			if (code === 11) appearance.setBackground(text);
		},
	});
	input.on('end', () => session.end({exit: 1, transcript: ''}));

	const hasAlternateScreen = !isDumb;
	const drawsFrames = hasAlternateScreen && !isScreenReader;
	const held = drawsFrames ? holdWrites(stderr) : undefined;
	const lend = async (work: Work) => {
		if (drawsFrames) stdout.write(wrapOn);
		await work();
		if (drawsFrames) stdout.write(wrapOff);
	};
	let instance: Instance | undefined;
	try {
		if (drawsFrames) stdout.write(wrapOff);
		if (options.title !== undefined) stdout.write(titleOn(options.title));
		instance = render(
			<UiRoot
				appearance={appearance}
				session={session}
				stop={stopUntilContinued}
				lend={lend}
				hasAlternateScreen={hasAlternateScreen}
			>
				{element}
			</UiRoot>,
			{
				stdin: input as unknown as NodeJS.ReadStream,
				stdout,
				stderr,
				exitOnCtrlC: false,
				interactive: true,
				alternateScreen: hasAlternateScreen,
				incrementalRendering: true,
				// Ink's default of 30 frames a second makes a held key lag behind by two screen refreshes.
				maxFps: 120,
				isScreenReaderEnabled: isScreenReader,
			},
		);
		const {unmount} = instance;
		session.onEnd(() => {
			input.isOver = true;
			unmount();
		});
		if (appearance.wantsBackground) stdout.write(askBackground);
		await instance.waitUntilExit();
	} catch (error) {
		session.end({exit: 1, transcript: '', problem: Problem.from(error)});
	} finally {
		stopListening();
		input.isOver = true;
		instance?.unmount();
		held?.release();
		source.setRawMode?.(false);
		source.pause?.();
		source.unref?.();
		if (drawsFrames) stdout.write(wrapOn);
		if (options.title !== undefined) stdout.write(titleOff);
		reset.disarm();
		growFreely();
	}
	const ending = await session.ending;
	if (ending.transcript !== '') stdout.write(`${printableLines(ending.transcript).replace(/\n*$/, '')}\n`);
	return ending;
}

/**
 * While a person sits there, the part of the heap for short-lived things stays as small as it begins: each frame leaves
 * megabytes behind that nobody needs again, and V8 would rather grow to 200 MB than collect them. Kept small, they are
 * gone after a fraction of a millisecond. V8 asks for this flag whenever it may grow, so it works while the program
 * runs; 2 is its default. Gives the function that ends it.
 */
function keepHeapSmall(): () => void {
	setFlagsFromString('--semi-space-growth-factor=1');
	return () => setFlagsFromString('--semi-space-growth-factor=2');
}

function wantsScreenReader(environment: Environment): boolean {
	const wish = environment.LITMOS_CONNECTOR_SCREEN_READER ?? environment.INK_SCREEN_READER;
	// A terminal that cannot move its cursor shows one line after the other, as speech does.
	return wish === 'true' || wish === '1' || (wish === undefined && environment.TERM === 'dumb');
}

/** Signals and errors nobody caught end the session in an orderly way, with the terminal restored. */
function endOnTrouble(session: Session): () => void {
	const onSignal = (signal: keyof typeof signalExits) => session.end({exit: signalExits[signal], transcript: ''});
	const onError = (error: unknown) => session.end({exit: 1, transcript: '', problem: Problem.from(error)});
	// Who else listens would end the process with the screen still up, and what it says would be lost.
	const others = process.listeners('uncaughtException');
	process.removeAllListeners('uncaughtException');
	process.once('SIGHUP', onSignal);
	process.once('SIGTERM', onSignal);
	process.on('uncaughtException', onError);
	process.on('unhandledRejection', onError);
	return () => {
		process.removeListener('SIGHUP', onSignal);
		process.removeListener('SIGTERM', onSignal);
		process.removeListener('uncaughtException', onError);
		process.removeListener('unhandledRejection', onError);
		for (const other of others) process.on('uncaughtException', other);
	};
}

type Work = () => Promise<void>;
const doWork = async (work: Work) => work();

/** What `runApp` puts around an app; tests use it too, so that they see what a terminal shows. */
export function UiRoot(props: {
	appearance: Appearance;
	session: Session;
	/** Stops the process until it is continued; tests must not. */
	stop: () => Promise<void>;
	/** Goes around work that has the terminal to itself. */
	lend?: (work: Work) => Promise<void>;
	hasAlternateScreen?: boolean;
	children: ReactNode;
}) {
	const {appearance, session, stop, lend = doWork, hasAlternateScreen = true, children} = props;
	const theme = useSyncExternalStore(appearance.subscribe, appearance.get);
	const {suspendTerminal} = useApp();
	const frame = useRef<DOMElement>(null);
	const isLent = useRef(false);
	const isOurs = useCallback(() => hasAlternateScreen && !isLent.current, [hasAlternateScreen]);
	useWindowLimit(frame, isOurs);
	const actions = useMemo<TerminalActions>(() => {
		const suspend = async () => {
			isLent.current = true;
			try {
				await suspendTerminal(() => lend(stop));
			} finally {
				isLent.current = false;
			}
		};
		return {
			leave: (ending = {}) => session.end({exit: 0, transcript: '', ...ending}),
			interrupt: session.interrupt,
			suspend: () => void suspend(),
		};
	}, [session, stop, lend, suspendTerminal]);
	return (
		<UiProvider theme={theme}>
			<TerminalContext value={actions}>
				<Box ref={frame} flexDirection="column" overflow="hidden">
					{children}
				</Box>
			</TerminalContext>
		</UiProvider>
	);
}
