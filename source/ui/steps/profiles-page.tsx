import {Box} from 'ink';
import {useState} from 'react';
import {Problem} from '../../problem/problem.ts';
import type {ProfileLine} from '../../settings/profiles.ts';
import {settingOf} from '../../settings/settings.ts';
import {age} from '../../text/amounts.ts';
import {Select} from '../components/select/select.tsx';
import {TextInput} from '../components/text-input/text-input.tsx';
import {useBack} from '../hooks/use-keys.ts';
import {useGap, useSize} from '../provider.tsx';
import {useTerminal} from '../terminal.tsx';
import {Hint, Page} from './notes.tsx';
import type {Profiles} from './wizard-context.tsx';

const about = [
	'A profile has the answers, syncs and secrets of one Litmos account. The profile named default was there first.',
	'To skip this question, name a profile when you start: --profile emea, or the variable BATON_PROFILE.',
	'Profiles that use the same API key share its request limit.',
];

/** No profile can have this name. */
const fresh = '+';

/** Which profile to go on with, or a new one. `onDone`: the one that is open stays. */
export function ProfilesPage({profiles, onDone}: {profiles: Profiles; onDone: () => void}) {
	const {leave} = useTerminal();
	const {rows} = useSize();
	const gap = useGap(12);
	const [isNaming, setNaming] = useState(false);
	const choose = (name: string) => {
		if (profiles.choose(name)) leave();
		else onDone();
	};
	useBack(() => (isNaming ? setNaming(false) : choose(profiles.current)));
	const options = [
		...profiles.lines.map((line) => ({value: line.name, label: line.name, description: factsOf(line)})),
		{value: fresh, label: 'New profile', description: 'for another Litmos account'},
	];
	return (
		<Page title="Which Litmos account do you want to work with?" about={about}>
			<Box marginTop={gap} flexDirection="column" flexShrink={0}>
				{isNaming ? (
					<TextInput
						label="Profile name"
						validate={problemOf}
						onSubmit={(name) => choose(nameOf(name))}
						acceptLabel="create profile"
					/>
				) : (
					<Select
						options={options}
						defaultValue={profiles.current}
						rows={Math.max(1, rows - 3 - 2 * gap)}
						onSelect={(value) => (value === fresh ? setNaming(true) : choose(value))}
					/>
				)}
			</Box>
			<Box marginTop={gap}>
				<Hint>
					{isNaming
						? 'Such as emea or acme-training. You’ll type it in commands.'
						: 'Each one is a profile, with answers, syncs and secrets of its own. Commands take its name: --profile.'}
				</Hint>
			</Box>
		</Page>
	);
}

function factsOf({account, region, isSetUp, lastPushAt}: ProfileLine): string {
	if (account === null) return isSetUp ? '' : 'not set up yet';
	const pushed = lastPushAt === null ? 'not pushed yet' : `pushed ${age(Date.now() - Date.parse(lastPushAt))} ago`;
	return [account, ...(region === null ? [] : [region.toUpperCase()]), pushed].join(' · ');
}

const nameOf = (text: string) => String(settingOf('profile').parse(text));

function problemOf(name: string): string | undefined {
	try {
		nameOf(name);
		return undefined;
	} catch (error) {
		const {what, next} = Problem.from(error);
		return [what, ...next].join(' ');
	}
}
