import {Box} from 'ink';
import {useState} from 'react';
import {TextInput} from '../../../source/ui/components/text-input/text-input.tsx';

/** Two fields; Tab, arrows and Enter go from one to the other. */
function Form() {
	const [at, setAt] = useState(0);
	const other = () => setAt((now) => 1 - now);
	return (
		<Box flexDirection="column">
			<TextInput
				label="Account"
				labelWidth={8}
				placeholder="the first part of your Litmos address"
				isActive={at === 0}
				validate={(value) => (value === '' ? 'Enter the account name.' : undefined)}
				onSubmit={other}
				onNext={other}
				onPrevious={other}
			/>
			<TextInput
				label="API key"
				labelWidth={8}
				isSecret
				isActive={at === 1}
				onSubmit={other}
				onNext={other}
				onPrevious={other}
			/>
		</Box>
	);
}

export default <Form />;
