import {useState} from 'react';
import {fallbackHost} from '../../../deploy/answers.ts';
import {type Hosting, hostings, wayOf} from '../../../deploy/ways.ts';
import {litmosAddress} from '../../../setup/questions.ts';
import {isPlain} from '../../../setup/reading.ts';
import {Select} from '../../components/select/select.tsx';
import {Text} from '../../components/text/text.tsx';
import {useSize} from '../../provider.tsx';
import {Hint, Notes} from '../notes.tsx';
import {useWizard} from '../wizard-context.tsx';
import {connectAnswersMessages} from './answers-messages.ts';
import {useConnect} from './connect-context.ts';
import {PageFrame} from './page-frame.tsx';

const messages = connectAnswersMessages.hosting;
/** A way to host as a person chooses it; a delegated connector is a way of its own. */
type Way = Hosting | 'delegated';
const hostingOf = (way: Way): Hosting => (way === 'delegated' ? 'hosted' : way);
const ways = hostings.flatMap((hosting): Way[] => (hosting === 'hosted' ? [hosting, 'delegated'] : [hosting]));
const textsOf = (way: Way) => (way === 'delegated' ? messages.delegated : wayOf(way).texts);

/** Rows from which everything has space; below, warnings are worth more than what a way is good for. */
const roomy = 16;

/** The ways to host, each with what it is good for and what it costs. */
export function HostingPage() {
	const {state, send} = useConnect();
	const wizard = useWizard();
	const {rows} = useSize();
	const {hosting, isDelegated} = state.answers;
	const chosen: Way = isDelegated
		? 'delegated'
		: (hosting ?? (wizard.state.demo.status === 'done' ? 'here' : 'hosted'));
	const [focused, setFocused] = useState<Way>(chosen);
	// Who prepares for a colleague need not know the address.
	const address = wizard.state.isPreparing ? fallbackHost : litmosAddress(wizard.state);
	const notes = [
		...(!isPlain(wizard.state.answers.reading) && wayOf(hostingOf(focused)).usualImage === 'baton-litmos'
			? ['Optional data is not read there: ConductorOne’s own connector doesn’t support it.']
			: []),
		...(hostingOf(focused) === 'hosted' && address !== fallbackHost
			? [`ConductorOne doesn’t document whether its own connector can reach ${address}.`]
			: []),
	];
	return (
		<PageFrame title="How should the connector run?" lines={12}>
			<Select
				options={ways.map((way) => ({value: way, label: textsOf(way).name, description: textsOf(way).short}))}
				defaultValue={chosen}
				onFocus={setFocused}
				onSelect={(way) =>
					send({
						type: 'hosting/choose',
						hosting: hostingOf(way),
						isDelegated: way === 'delegated',
					})
				}
			/>
			{rows >= roomy && <Text> </Text>}
			{(rows >= roomy || notes.length < 2) && <Hint>{textsOf(focused).long}</Hint>}
			<Notes kind="warning" notes={notes} />
		</PageFrame>
	);
}
