import {Box, useStdout} from 'ink';
import {type ReactNode, useMemo, useState} from 'react';
import {useKeys} from '../../hooks/use-keys.ts';
import {SizeProvider, useScreenReader, useTheme, useWindow} from '../../provider.tsx';
import {useTerminal} from '../../terminal.tsx';
import {Text} from '../text/text.tsx';
import {Header} from './header.tsx';
import {Help} from './help.tsx';
import {KeyLine} from './key-line.tsx';
import {createPageSlots, type PageSlots, PageSlotsContext, useSlotValue} from './page-slots.tsx';
import {isTooSmall, minimumSize, type ShellStep, shellRows} from './shell-state.ts';

export interface ShellProps {
	/** The steps of the wizard; empty or missing: no header. */
	steps?: readonly ShellStep[];
	/** Where we are connected, in ever shorter words, such as `acme · US · 13 of 50 courses`, `acme · US`, `acme`. */
	connection?: readonly string[];
	/** Esc. Missing: Esc does nothing and is not offered. */
	onBack?: () => void;
	/** A page in front of the body, which stays as it is behind it. */
	cover?: ReactNode;
	children: ReactNode;
}

const nothing: readonly string[] = [];

/**
 * The frame of every screen: where am I, the body, the status, the keys. Fills the window exactly; the body learns its
 * space through `useSize()` and fills the other places with `StatusLine` and `PageHelp`. Help replaces the body without
 * unmounting it.
 */
export function Shell({steps = [], connection = nothing, onBack, cover, children}: ShellProps) {
	const {columns, rows} = useWindow();
	const isScreenReader = useScreenReader();
	const terminal = useTerminal();
	const {write} = useStdout();
	const [slots] = useState(createPageSlots);
	/** Counted on past its end: the last page of the help is followed by the first. Undefined: it is closed. */
	const [helpPage, setHelpPage] = useState<number>();
	const isHelpOpen = helpPage !== undefined;
	const closeHelp = () => setHelpPage(undefined);
	const turnHelp = (by: 1 | -1) => () => setHelpPage((page = 0) => page + by);
	useKeys({
		level: 'shell',
		contexts: ['letters', 'everywhere'],
		on: {
			help: () => setHelpPage(0),
			leave: terminal.interrupt,
			suspend: terminal.suspend,
			redraw: () => write('\x1b[2J\x1b[H'),
			back: onBack,
		},
		hints: ['back', 'help', 'leave'],
	});
	useKeys({
		level: 'overlay',
		isModal: true,
		isHelp: true,
		isActive: isHelpOpen,
		contexts: ['choice', 'letters', 'everywhere'],
		on: {
			help: closeHelp,
			back: closeHelp,
			accept: closeHelp,
			down: turnHelp(1),
			pageDown: turnHelp(1),
			up: turnHelp(-1),
			pageUp: turnHelp(-1),
		},
		hints: ['back'],
		labels: {back: 'close help'},
	});
	const hasHeader = steps.length > 0;
	const share = shellRows(rows, hasHeader);
	const size = useMemo(() => ({columns, rows: share.body}), [columns, share.body]);
	const header = <Header steps={steps} connection={connection} columns={columns} />;
	const page = <PageSlotsContext value={slots}>{children}</PageSlotsContext>;
	const isCovered = cover !== undefined;
	const front = isCovered && (
		<SizeProvider size={size}>
			<PageSlotsContext value={slots}>{cover}</PageSlotsContext>
		</SizeProvider>
	);
	// Help hides what is in front, and its work goes on.
	const frontDisplay = isHelpOpen ? 'none' : 'flex';

	if (isScreenReader) {
		return (
			<Box flexDirection="column">
				{hasHeader && header}
				<SizeProvider size={size}>
					{isHelpOpen && <HelpOf slots={slots} page={0} />}
					<Box display={frontDisplay} flexDirection="column">
						{front}
					</Box>
					<Box display={isHelpOpen || isCovered ? 'none' : 'flex'} flexDirection="column">
						{page}
					</Box>
				</SizeProvider>
				{!isHelpOpen && <StatusRow slots={slots} />}
				<KeyLine columns={columns} />
			</Box>
		);
	}
	const isSmall = isTooSmall(columns, rows);
	const isBodyHidden = isSmall || isHelpOpen || isCovered;
	return (
		// Not `width={columns}`: on a resize Ink draws once with the old properties, and a line too wide for the new window
		// wraps and shifts everything below it. Clipping at the terminal's own width cannot be late.
		<Box flexDirection="column" width="100%" height={rows} overflow="hidden">
			{isSmall && <TooSmall columns={columns} rows={rows} />}
			{!isSmall && hasHeader && (
				<Box height={share.header} flexShrink={0}>
					{header}
				</Box>
			)}
			{!isSmall && isHelpOpen && (
				<Box height={share.body} flexShrink={0} overflow="hidden">
					<SizeProvider size={size}>
						<HelpOf slots={slots} page={helpPage} />
					</SizeProvider>
				</Box>
			)}
			{!isSmall && front && (
				<Box display={frontDisplay} height={share.body} flexShrink={0} overflow="hidden">
					{front}
				</Box>
			)}
			<Box
				display={isBodyHidden ? 'none' : 'flex'}
				flexDirection="column"
				height={share.body}
				width="100%"
				flexShrink={0}
				overflow="hidden"
			>
				<SizeProvider size={size}>{page}</SizeProvider>
			</Box>
			{!isSmall && (
				<Box height={share.statusGap + 1} paddingTop={share.statusGap} flexShrink={0} overflow="hidden">
					{!isHelpOpen && <StatusRow slots={slots} />}
				</Box>
			)}
			{!isSmall && <KeyLine columns={columns} />}
		</Box>
	);
}

function StatusRow({slots}: {slots: PageSlots}) {
	return useSlotValue(slots.status);
}

function HelpOf({slots, page}: {slots: PageSlots; page: number}) {
	return <Help page={page} about={useSlotValue(slots.about) ?? nothing} />;
}

function TooSmall({columns, rows}: {columns: number; rows: number}) {
	const theme = useTheme();
	return (
		<Box flexDirection="column" width="100%" height={rows} flexShrink={0} overflow="hidden">
			<Text>{theme.paint('status.warning', `${theme.symbols.warning} This window is too small`)}</Text>
			<Text>{`It is ${columns}×${rows}. Make it at least ${minimumSize.columns}×${minimumSize.rows}.`}</Text>
			<Text>{theme.paint('text.secondary', 'Ctrl-C quits; nothing is lost.')}</Text>
		</Box>
	);
}
