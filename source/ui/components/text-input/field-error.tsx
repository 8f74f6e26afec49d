import {Box} from 'ink';
import {uiMessages} from '../../messages.ts';
import {useTheme} from '../../provider.tsx';
import {Text} from '../text/text.tsx';

/** The line below a field that says what is wrong with it. Nothing when nothing is. */
export function FieldError({error, indent = 0}: {error: string | undefined; indent?: number}) {
	const theme = useTheme();
	if (error === undefined) return null;
	return (
		<Box paddingLeft={indent}>
			<Text aria-label={`${uiMessages.problem.error}: ${error}`}>
				{theme.paint('status.error', `${theme.symbols.error} ${error}`)}
			</Text>
		</Box>
	);
}
