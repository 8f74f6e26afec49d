import {MultiSelect} from '../../../source/ui/components/multi-select/multi-select.tsx';

export default (
	<MultiSelect
		label="What shall be brought over?"
		options={[
			{value: 'accounts', label: 'Accounts', description: 'people and how active they are'},
			{value: 'teams', label: 'Teams'},
			{value: 'courses', label: 'Courses', description: 'who is enrolled and who finished'},
		]}
		defaultValue={['accounts']}
		validate={(selected) => (selected.size === 0 ? 'Select at least one.' : undefined)}
	/>
);
