import {Box} from 'ink';
import {useState} from 'react';
import {Tabs} from '../../../source/ui/components/tabs/tabs.tsx';
import {Text} from '../../../source/ui/components/text/text.tsx';

const tabs = [
	{id: 'accounts', label: 'Accounts', count: 1204},
	{id: 'teams', label: 'Teams', count: 31},
	{id: 'courses', label: 'Courses', count: 18},
	{id: 'warnings', label: 'Warnings', count: 2, hasWarning: true},
] as const;

function Example() {
	const [current, setCurrent] = useState<(typeof tabs)[number]['id']>('teams');
	return (
		<Box flexDirection="column">
			<Tabs tabs={tabs} current={current} onChange={setCurrent} />
			<Text>{`Here are the ${current}.`}</Text>
		</Box>
	);
}

export default <Example />;
