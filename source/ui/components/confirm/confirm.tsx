import {Box} from 'ink';
import {useKeys} from '../../hooks/use-keys.ts';
import {useModel} from '../../hooks/use-model.ts';
import {uiMessages} from '../../messages.ts';
import {useScreenReader, useTheme} from '../../provider.tsx';
import {Lines, Text} from '../text/text.tsx';

interface ConfirmProps {
	question: string;
	/** Lines below the question: what will happen. */
	details?: readonly string[];
	/** What the answers do, in a word or two. Default: Yes, No. */
	yesLabel?: string;
	noLabel?: string;
	onAnswer: (isYes: boolean) => void;
}

/** A question with two answers, of which No is marked first: Enter by habit does no harm. */
export function Confirm(props: ConfirmProps) {
	const {question, details = [], yesLabel = uiMessages.confirm.yes, noLabel = uiMessages.confirm.no, onAnswer} = props;
	const theme = useTheme();
	const isScreenReader = useScreenReader();
	const {
		state: isYes,
		send,
		current,
	} = useModel(
		(_: boolean, marked: boolean) => marked,
		() => false,
	);
	const other = () => void send(!current());
	useKeys({
		contexts: ['choice'],
		on: {
			left: other,
			right: other,
			up: other,
			down: other,
			next: other,
			previous: other,
			accept: () => onAnswer(current()),
			yes: () => onAnswer(true),
			no: () => onAnswer(false),
		},
		hints: ['yes', 'no', 'accept'],
		labels: {yes: yesLabel, no: noLabel},
	});
	const {radioOn, radioOff, pointer} = theme.symbols;
	const answer = (label: string, isOn: boolean) => (
		<Box aria-role="radio" aria-state={{selected: isOn}}>
			<Text aria-label={label}>
				{isOn ? theme.paint('focus', `${pointer} ${radioOn} ${label}`) : `  ${radioOff} ${label}`}
			</Text>
		</Box>
	);
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Text>{theme.paint('text.heading', question)}</Text>
			<Lines lines={details} wrap="wrap" />
			<Box aria-role="radiogroup" columnGap={2} marginTop={isScreenReader ? 0 : 1}>
				{answer(yesLabel, isYes)}
				{answer(noLabel, !isYes)}
			</Box>
		</Box>
	);
}
