import {roleMessages} from '../../../conductorone/rest/call-messages.ts';
import {present} from '../../../text/present.ts';
import {printable} from '../../../text/printable.ts';
import {Select} from '../../components/select/select.tsx';
import type {Option} from '../../components/select/select-state.ts';
import {Text} from '../../components/text/text.tsx';
import {useTheme} from '../../provider.tsx';
import {fit} from '../../text.ts';
import {Hint} from '../notes.tsx';
import {useConnect} from './connect-context.ts';
import {PageFrame} from './page-frame.tsx';

/** Tenant, person and roles, before anything is written. */
export function AccountPage() {
	const {state, send} = useConnect();
	const theme = useTheme();
	if (state.account === null) return null;
	const {identity, where, expiresAt, unfinished} = state.account;
	const {host, displayName, email, userId, roles} = identity;
	const person = [displayName || userId, email && `<${email}>`].filter(Boolean).join(' ');
	const lines = [
		['Address', host],
		['User', person],
		['Roles', roles.length === 0 ? 'none shown by ConductorOne' : roles.map(roleMessages.named).join(', ')],
		...(expiresAt === null ? [] : [['Key', `valid until ${expiresAt.slice(0, 10)}`]]),
	] as const;
	return (
		<PageFrame title="You’re signed in to ConductorOne" lines={11}>
			{lines.map(([name, value]) => (
				<Text
					key={name}
					wrap="truncate"
				>{`${theme.paint('text.secondary', fit(name ?? '', 8))}${printable(value ?? '')}`}</Text>
			))}
			{where !== null && <Hint>{where}</Hint>}
			<Text> </Text>
			<Select
				options={present<Option<'go-on' | 'accept' | 'other'>>([
					unfinished && {
						value: 'go-on',
						label: `Finish setting up “${unfinished.answers.app.name}”`,
						description: 'started earlier, not finished yet',
					},
					{value: 'accept', label: 'Continue', description: 'to select an app'},
					{value: 'other', label: 'Sign in as someone else'},
				])}
				onSelect={(choice) => send({type: `account/${choice}`})}
			/>
		</PageFrame>
	);
}
