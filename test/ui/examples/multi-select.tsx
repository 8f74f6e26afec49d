import {MultiSelect} from '../../../source/ui/components/multi-select/multi-select.tsx';

export default (
	<MultiSelect
		options={[
			{value: 'accounts', label: 'Accounts', description: 'people and how active they are'},
			{value: 'teams', label: 'Teams'},
			{value: 'courses', label: 'Courses', description: 'who is enrolled and who finished'},
		]}
		defaultValue={new Set(['accounts'])}
		rows={3}
	/>
);
