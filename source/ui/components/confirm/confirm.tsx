import {Box} from 'ink';
import {useScreenReader, useTheme} from '../../provider.tsx';
import {Select} from '../select/select.tsx';
import {Lines, Text} from '../text/text.tsx';

interface ConfirmProps {
	question: string;
	/** Lines below the question: what will happen. */
	details: readonly string[];
	/** What the answers do, in a word or two. */
	yesLabel: string;
	noLabel: string;
	onAnswer: (isYes: boolean) => void;
}

/** A question with two answers, of which No is marked first: Enter by habit does no harm. */
export function Confirm({question, details, yesLabel, noLabel, onAnswer}: ConfirmProps) {
	const theme = useTheme();
	const isScreenReader = useScreenReader();
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Text>{theme.paint('text.heading', question)}</Text>
			<Lines lines={details} wrap="wrap" />
			<Box marginTop={isScreenReader ? 0 : 1}>
				<Select
					options={[
						{value: 'no', label: noLabel},
						{value: 'yes', label: yesLabel},
					]}
					onSelect={(answer) => onAnswer(answer === 'yes')}
				/>
			</Box>
		</Box>
	);
}
