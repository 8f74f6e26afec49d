import {roleMessages} from '../../../conductorone/rest/call-messages.ts';
import {present} from '../../../text/present.ts';
import {Select} from '../../components/select/select.tsx';
import type {Option} from '../../components/select/select-state.ts';
import {Text} from '../../components/text/text.tsx';
import {type Fact, FactLines} from '../fact-lines.tsx';
import {Hint} from '../notes.tsx';
import {useConnect} from './connect-context.ts';
import {PageFrame} from './page-frame.tsx';

/** Tenant, person and roles, before anything is written. */
export function AccountPage() {
	const {state, send} = useConnect();
	if (state.account === null) return null;
	const {identity, where, expiresAt, unfinished} = state.account;
	const {host, displayName, email, userId, roles} = identity;
	const person = [displayName || userId, email && `<${email}>`].filter(Boolean).join(' ');
	const facts: Fact[] = [
		{label: 'Address', value: host},
		{label: 'User', value: person},
		{label: 'Roles', value: roles.map(roleMessages.named).join(', ') || 'none shown by ConductorOne'},
		...(expiresAt === null ? [] : [{label: 'Key', value: `valid until ${expiresAt.slice(0, 10)}`}]),
	];
	return (
		<PageFrame title="You’re signed in to ConductorOne" lines={11}>
			<FactLines facts={facts} />
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
