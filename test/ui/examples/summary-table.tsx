import {SummaryTable} from '../../../source/ui/components/summary-table/summary-table.tsx';

export default (
	<SummaryTable
		rows={[
			{What: 'Accounts', 'Sent from here': '1,204', 'In ConductorOne': '1,204'},
			{What: 'Teams', 'Sent from here': '31', 'In ConductorOne': '31'},
			{What: 'Courses', 'Sent from here': '18', 'In ConductorOne': '18'},
		]}
	/>
);
