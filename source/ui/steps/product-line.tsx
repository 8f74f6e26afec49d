import {defaultProfile} from '../../settings/profile-name.ts';
import {Text} from '../components/text/text.tsx';
import {useTheme} from '../provider.tsx';
import {stepMessages} from './messages.ts';
import {useWizard} from './wizard-context.tsx';

/** Which program this is, in which version, for which profile. */
export function ProductLine() {
	const {context} = useWizard();
	const theme = useTheme();
	const {current} = context.profiles ?? {current: defaultProfile};
	const facts = [context.version, ...(current === defaultProfile ? [] : [`profile ${current}`])];
	return (
		<Text>
			{`${theme.paint('text.heading', stepMessages.title)} ${theme.paint('text.secondary', facts.join(' · '))}`}
		</Text>
	);
}
