import {Box} from 'ink';
import {BarChart} from '../../../source/ui/components/chart/chart.tsx';

export default (
	<Box flexDirection="column" rowGap={1}>
		<BarChart
			title="Finished, by course"
			items={[
				{label: 'Data Privacy', value: 90, of: 100, note: '90%'},
				{label: 'Fire Safety', value: 41, of: 100, note: '41%'},
				{label: '情報セキュリティ研修', value: 3, of: 100, note: '3%'},
			]}
		/>
	</Box>
);
