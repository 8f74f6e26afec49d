import {useState} from 'react';
import {wayOf} from '../../../deploy/ways.ts';
import {present} from '../../../text/present.ts';
import {Select} from '../../components/select/select.tsx';
import type {Option} from '../../components/select/select-state.ts';
import {HandoverPage} from '../handover-page.tsx';
import {useWizard} from '../wizard-context.tsx';
import {connectAnswersMessages} from './answers-messages.ts';
import {useConnect} from './connect-context.ts';
import {PageFrame} from './page-frame.tsx';
import {connectWorkMessages} from './work-messages.ts';

const messages = connectWorkMessages.review;
type Line = 'go' | 'app' | 'owners' | 'hosting' | 'folder' | 'existing';

/** Every answer on one page, before anything is made; each line leads back to its question. */
export function ReviewPage() {
	const {setup, state, send} = useConnect();
	const {isPreparing} = useWizard().state;
	const [isHandingOver, setHandingOver] = useState(false);
	const {app, owners, hosting, isDelegated, existing} = state.answers;
	if (app === null || hosting === null) return null;
	if (isHandingOver) return <HandoverPage onBack={() => setHandingOver(false)} />;
	const hasConnector = state.apps.rows.some(
		({id, note}) => app.kind === 'existing' && id === app.id && note === 'has-connector',
	);
	const appTexts = {new: messages.newApp, seen: messages.seenApp, existing: messages.existingApp}[app.kind];
	const folder = setup.folder();
	const isBegun = state.progress !== null;
	const does =
		hosting === 'terraform'
			? 'files'
			: app.kind === 'new'
				? 'app'
				: hasConnector && existing === 'reuse'
					? 'reuse'
					: 'connector';
	const options = present<Option<Line>>([
		isPreparing
			? {value: 'go', label: 'Hand over to a Litmos Account Owner', description: 'write a file with these answers'}
			: {
					value: 'go',
					label: isBegun ? 'Continue where it stopped' : messages.go[does],
					description: `in ${state.account?.identity.host ?? ''}`,
				},
		{value: 'app', label: 'App', description: appTexts(app.name)},
		{
			value: 'owners',
			label: 'Owners',
			description: owners.length === 0 ? 'you' : owners.map(({label}) => label).join(', '),
		},
		{
			value: 'hosting',
			label: 'Runs',
			description: isDelegated ? connectAnswersMessages.hosting.delegated.name : wayOf(hosting).texts.name,
		},
		folder !== null && {value: 'folder', label: 'Files', description: folder},
		hasConnector && {
			value: 'existing',
			label: 'Connector',
			description:
				existing === 'reuse'
					? 'the existing one; press Enter to create another'
					: 'a new one; press Enter to reuse the existing one',
		},
	]);
	return (
		<PageFrame
			title={isBegun ? 'Review — this setup was started and isn’t finished' : 'Review — nothing has been created yet'}
			lines={10}
		>
			<Select
				options={options}
				onSelect={(line) => {
					if (line === 'go') return isPreparing ? setHandingOver(true) : send({type: 'work/start'});
					if (line === 'existing') {
						return send({type: 'work/reuse', existing: existing === 'reuse' ? 'new' : 'reuse'});
					}
					send({type: 'page/open', page: line});
				}}
			/>
		</PageFrame>
	);
}
