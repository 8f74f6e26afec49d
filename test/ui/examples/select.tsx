import {Select} from '../../../source/ui/components/select/select.tsx';

export default (
	<Select
		label="Where is your Litmos?"
		options={[
			{value: 'us', label: 'United States', description: 'addresses end in litmos.com'},
			{value: 'eu', label: 'Europe', description: 'addresses end in litmoseu.com'},
			{value: 'au', label: 'Australia', description: 'addresses end in litmos.com.au'},
			{value: 'other', label: 'Another host', description: 'you type it'},
		]}
		defaultValue="eu"
	/>
);
