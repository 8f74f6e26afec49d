import {Box, useStdout} from 'ink';
import {type ReactNode, useMemo} from 'react';
import {useModel} from '../../hooks/use-model.ts';
import {words} from '../../messages.ts';
import {SizeProvider, useScreenReader, useTheme, useWindow} from '../../provider.tsx';
import {useTerminal} from '../../terminal.tsx';
import {Text} from '../text/text.tsx';
import {Header} from './header.tsx';
import {Help} from './help.tsx';
import {KeyLine} from './key-line.tsx';
import {beginShell, isTooSmall, minimumSize, reduceShell, type ShellStep, shellRows} from './shell-state.ts';
import {useShellKeys} from './use-shell-keys.ts';

export interface ShellProps {
	/** The steps of the wizard; empty or missing: no header. */
	steps?: readonly ShellStep[];
	/** Esc. Missing: Esc does nothing and is not offered. */
	onBack?: () => void;
	children: ReactNode;
}

/**
 * The frame of every screen: where am I, the body, the keys. Fills the window exactly; the body learns its room through
 * `useSize()`. Help replaces the body without unmounting it.
 */
export function Shell({steps = [], onBack, children}: ShellProps) {
	const {columns, rows} = useWindow();
	const isScreenReader = useScreenReader();
	const terminal = useTerminal();
	const {write} = useStdout();
	const model = useModel(reduceShell, () => beginShell);
	useShellKeys({model, terminal, onBack, redraw: () => write('\x1b[2J\x1b[H')});
	const share = shellRows(rows, steps.length > 0);
	const size = useMemo(() => ({columns, rows: share.body}), [columns, share.body]);
	const {isHelpOpen} = model.state;

	if (isScreenReader) {
		return (
			<Box flexDirection="column">
				{steps.length > 0 && <Header steps={steps} columns={columns} />}
				<SizeProvider size={size}>{isHelpOpen ? <Help page={0} /> : children}</SizeProvider>
				<KeyLine columns={columns} />
			</Box>
		);
	}
	const isSmall = isTooSmall(columns, rows);
	const isBodyHidden = isSmall || isHelpOpen;
	return (
		// Not `width={columns}`: on a resize Ink draws once with the old properties, and a line too wide for the new window
		// wraps and shifts everything below it. Clipping at the terminal's own width cannot be late.
		<Box flexDirection="column" width="100%" height={rows} overflow="hidden">
			{isSmall && <TooSmall columns={columns} rows={rows} />}
			{!isSmall && steps.length > 0 && (
				<Box height={share.header} flexShrink={0}>
					<Header steps={steps} columns={columns} />
				</Box>
			)}
			{!isSmall && isHelpOpen && (
				<Box height={share.body} flexShrink={0} overflow="hidden">
					<SizeProvider size={size}>
						<Help page={model.state.helpPage} />
					</SizeProvider>
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
				<SizeProvider size={size}>{children}</SizeProvider>
			</Box>
			{!isSmall && share.gap > 0 && <Box height={share.gap} flexShrink={0} />}
			{!isSmall && <KeyLine columns={columns} />}
		</Box>
	);
}

function TooSmall({columns, rows}: {columns: number; rows: number}) {
	const theme = useTheme();
	return (
		<Box flexDirection="column" width="100%" height={rows} flexShrink={0} overflow="hidden">
			<Text>{theme.paint('status.warning', `${theme.symbols.warning} ${words.shell.tooSmall}`)}</Text>
			<Text>{words.shell.tooSmallNeed(columns, rows, minimumSize.columns, minimumSize.rows)}</Text>
			<Text>{theme.paint('text.secondary', words.shell.tooSmallKeys)}</Text>
		</Box>
	);
}
