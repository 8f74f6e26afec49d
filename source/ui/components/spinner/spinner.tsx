import {useAnimation} from 'ink';
import {useDelayed} from '../../hooks/use-delayed.ts';
import {uiMessages} from '../../messages.ts';
import {useScreenReader, useTheme} from '../../provider.tsx';
import {Text} from '../text/text.tsx';

export interface SpinnerProps {
	/** What is being done: "Asking Litmos …". */
	label?: string;
	/** Default true. */
	isActive?: boolean;
	/** Milliseconds before anything shows. Default 100: quick work shows nothing. */
	delay?: number;
}

/** Work whose length is unknown. Stands still where motion is unwanted or read aloud. */
export function Spinner({label = uiMessages.spinner.working, isActive = true, delay = 100}: SpinnerProps) {
	const theme = useTheme();
	const isScreenReader = useScreenReader();
	const isShown = useDelayed(isActive, delay);
	const moves = isShown && theme.hasMotion && !isScreenReader;
	const {frame} = useAnimation({interval: 120, isActive: moves});
	if (!isShown) return null;
	if (!moves) return <Text>{isScreenReader ? label : `${theme.symbols.ellipsis} ${label}`}</Text>;
	const frames = theme.symbols.spinner;
	return <Text wrap="truncate">{`${theme.paint('accent', frames[frame % frames.length] ?? '')} ${label}`}</Text>;
}
