import {Box} from 'ink';
import {useModel} from '../../hooks/use-model.ts';
import {uiMessages} from '../../messages.ts';
import {useScreenReader, useTheme} from '../../provider.tsx';
import {Text} from '../text/text.tsx';
import {reduceConfirm} from './confirm-state.ts';
import {useConfirmKeys} from './use-confirm-keys.ts';

export interface ConfirmProps {
	question: string;
	/** Lines below the question: what will happen. */
	details?: readonly string[];
	/** What the answers do, in a word or two. Default: Yes, No. */
	yesLabel?: string;
	noLabel?: string;
	/** The marked answer. Default false: Enter by habit does no harm. */
	defaultValue?: boolean;
	isActive?: boolean;
	onAnswer: (isYes: boolean) => void;
}

/** A question with two answers. */
export function Confirm(props: ConfirmProps) {
	const {
		question,
		details = [],
		yesLabel = uiMessages.confirm.yes,
		noLabel = uiMessages.confirm.no,
		isActive = true,
	} = props;
	const theme = useTheme();
	const isScreenReader = useScreenReader();
	const model = useModel(reduceConfirm, () => ({isYes: props.defaultValue ?? false}));
	useConfirmKeys({model, isActive, yesLabel, noLabel, onAnswer: props.onAnswer});
	const {isYes} = model.state;
	const {radioOn, radioOff, pointer} = theme.symbols;
	const answer = (label: string, isOn: boolean) =>
		isOn ? theme.paint('focus', `${pointer} ${radioOn} ${label}`) : `  ${radioOff} ${label}`;
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Text>{theme.paint('text.heading', question)}</Text>
			{details.map((line) => (
				<Text key={line}>{line}</Text>
			))}
			<Box aria-role="radiogroup" columnGap={2} marginTop={isScreenReader ? 0 : 1}>
				<Box aria-role="radio" aria-state={{selected: isYes}}>
					<Text aria-label={yesLabel}>{answer(yesLabel, isYes)}</Text>
				</Box>
				<Box aria-role="radio" aria-state={{selected: !isYes}}>
					<Text aria-label={noLabel}>{answer(noLabel, !isYes)}</Text>
				</Box>
			</Box>
		</Box>
	);
}
