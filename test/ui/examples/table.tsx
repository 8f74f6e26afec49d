import type {FetchRows} from '../../../source/ui/components/table/table-props.ts';
import {VirtualTable} from '../../../source/ui/components/table/virtual-table.tsx';

interface Account {
	name: string;
	email: string;
	courses: number;
}

const accounts: Account[] = Array.from({length: 150_000}, (_, index) => ({
	name: ['Ana García', 'Björn Åkesson', '山田太郎', 'محمد علي', 'Zoë 🚗 Smith'][index % 5] ?? '',
	email: `person${index}@example.com`,
	courses: index % 23,
}));

const fetch: FetchRows<Account> = async ({offset, limit, query}) => {
	const found = query === '' ? accounts : accounts.filter(({name, email}) => `${name} ${email}`.includes(query));
	return {rows: found.slice(offset, offset + limit), total: found.length};
};

export default (
	<VirtualTable
		dataKey="accounts"
		fetch={fetch}
		columns={[
			{id: 'name', title: 'Name', value: (row) => row.name, min: 14, max: 30, priority: 1},
			{id: 'email', title: 'E-mail', value: (row) => row.email, min: 18, max: 40, priority: 3},
			{id: 'courses', title: 'Courses', value: (row) => String(row.courses), min: 7, priority: 2, align: 'right'},
		]}
	/>
);
