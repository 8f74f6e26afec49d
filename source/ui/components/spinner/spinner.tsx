import {useAnimation} from 'ink';
import {useEffect, useState} from 'react';
import {useScreenReader, useTheme} from '../../provider.tsx';
import {Text} from '../text/text.tsx';
import {waitingText} from './waiting-text.ts';

interface SpinnerProps {
	label: string;
	/** Milliseconds before anything shows: quick work shows nothing. */
	delay?: number;
}

/** Work whose length is unknown. Stands still where motion is unwanted or read aloud. */
export function Spinner({label, delay = 100}: SpinnerProps) {
	const theme = useTheme();
	const isScreenReader = useScreenReader();
	const [isShown, setShown] = useState(false);
	useEffect(() => {
		const timer = setTimeout(() => setShown(true), delay);
		return () => clearTimeout(timer);
	}, [delay]);
	const moves = isShown && theme.hasMotion && !isScreenReader;
	const {frame, time} = useAnimation({interval: 120, isActive: moves});
	if (!isShown) return null;
	if (!moves) return <Text>{isScreenReader ? label : `${theme.symbols.ellipsis} ${label}`}</Text>;
	const frames = theme.symbols.spinner;
	return (
		<Text wrap="truncate">{`${theme.paint('accent', frames[frame % frames.length] ?? '')} ${waitingText(label, time)}`}</Text>
	);
}
