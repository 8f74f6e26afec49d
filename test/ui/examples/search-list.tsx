import {SearchList} from '../../../source/ui/components/search-list/search-list.tsx';

const subjects = [
	'Data Privacy',
	'Fire Safety',
	'情報セキュリティ研修',
	'Conduite éthique',
	'Onboarding',
	'Leadership',
];
const courses = Array.from({length: 340}, (_, index) => ({
	id: `c${index}`,
	name: `${subjects[index % subjects.length]} ${index}`,
	code: `CRS-${1000 + index}`,
	people: (index * 31) % 97,
	isActive: index % 3 !== 0,
}));

export default (
	<SearchList
		rows={courses}
		idOf={(course) => course.id}
		columns={[
			{id: 'name', title: 'Name', value: (course) => course.name, min: 20, max: 50, priority: 1},
			{id: 'code', title: 'Code', value: (course) => course.code, min: 10, priority: 3},
			{id: 'people', title: 'People', value: (course) => String(course.people), min: 6, priority: 2, align: 'right'},
		]}
		sorts={[
			{id: 'name', label: 'name', key: (course) => course.name},
			{id: 'people', label: 'people', key: (course) => course.people},
		]}
		filters={[
			{id: 'active', label: 'active', test: (course) => course.isActive},
			{id: 'inactive', label: 'inactive', test: (course) => !course.isActive},
		]}
	/>
);
