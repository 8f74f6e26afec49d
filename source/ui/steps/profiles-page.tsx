import {Box} from 'ink';
import {useState} from 'react';
import {Problem} from '../../problem/problem.ts';
import type {ProfileLine} from '../../settings/profiles.ts';
import {settingOf} from '../../settings/settings.ts';
import {Select} from '../components/select/select.tsx';
import {TextInput} from '../components/text-input/text-input.tsx';
import {useBack} from '../hooks/use-keys.ts';
import {useGap, useSize} from '../provider.tsx';
import {useTerminal} from '../terminal.tsx';
import {Hint, Page} from './notes.tsx';
import {profilesMessages} from './profiles-messages.ts';
import type {Profiles} from './wizard-context.tsx';

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
		{value: fresh, label: profilesMessages.fresh, description: profilesMessages.freshHint},
	];
	return (
		<Page title={profilesMessages.title} about={profilesMessages.about}>
			<Box marginTop={gap} flexDirection="column" flexShrink={0}>
				{isNaming ? (
					<TextInput
						label={profilesMessages.name}
						validate={problemOf}
						onSubmit={(name) => choose(nameOf(name))}
						acceptLabel={profilesMessages.create}
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
				<Hint>{isNaming ? profilesMessages.nameHint : profilesMessages.hint}</Hint>
			</Box>
		</Page>
	);
}

function factsOf({account, region, isSetUp, lastPushAt}: ProfileLine): string {
	if (account === null) return isSetUp ? '' : profilesMessages.notSetUp;
	const pushed =
		lastPushAt === null ? profilesMessages.neverPushed : profilesMessages.pushed(Date.now() - Date.parse(lastPushAt));
	return [account, ...(region === null ? [] : [region.toUpperCase()]), pushed].join(profilesMessages.separator);
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
