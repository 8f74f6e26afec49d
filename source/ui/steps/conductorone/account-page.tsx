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
import {connectSignInMessages} from './sign-in-messages.ts';

const messages = connectSignInMessages.account;

/** Tenant, person and roles, before anything is written. */
export function AccountPage() {
	const {state, send} = useConnect();
	const theme = useTheme();
	if (state.account === null) return null;
	const {identity, where, expiresAt, unfinished} = state.account;
	const {host, displayName, email, userId, roles} = identity;
	const person = [displayName || userId, email && `<${email}>`].filter(Boolean).join(' ');
	const lines = [
		[messages.tenant, host],
		[messages.person, person],
		[messages.roles, roles.length === 0 ? messages.noRoles : roles.map(roleMessages.named).join(', ')],
		...(expiresAt === null ? [] : [[messages.key, messages.until(expiresAt.slice(0, 10))]]),
	] as const;
	return (
		<PageFrame title={messages.title} lines={11}>
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
						label: messages.unfinished(unfinished.answers.app.name),
						description: messages.unfinishedHint,
					},
					{value: 'accept', label: messages.go, description: messages.goHint},
					{value: 'other', label: messages.other},
				])}
				onSelect={(choice) => send({type: `account/${choice}`})}
			/>
		</PageFrame>
	);
}
