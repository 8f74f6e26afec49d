import type {Column} from '../../source/ui/components/table/columns.ts';

export interface Course {
	id: string;
	name: string;
	code: string;
	people: number;
	isActive: boolean;
}

export const names = [
	'Data Privacy',
	'Fire Safety',
	'情報セキュリティ研修',
	'مبادئ السلامة',
	'Conduite 🚗 éthique',
	'Onboarding',
];

/** Courses `c0 … c(n-1)`, with names in several scripts. */
export function coursesOf(total: number): Course[] {
	return Array.from({length: total}, (_, index) => ({
		id: `c${index}`,
		name: `${names[index % names.length]} ${index}`,
		code: `CRS-${index}`,
		people: (index * 31) % 97,
		isActive: index % 3 !== 0,
	}));
}

export const courseColumns: readonly Column<Course>[] = [
	{id: 'name', title: 'Name', value: (row) => row.name, min: 20, max: 36, priority: 1},
	{id: 'code', title: 'Code', value: (row) => row.code, min: 8, max: 10, priority: 3},
	{id: 'people', title: 'People', value: (row) => String(row.people), min: 6, priority: 2, align: 'right'},
];
