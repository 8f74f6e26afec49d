import {useState} from 'react';
import {SearchList} from '../../source/ui/components/search-list/search-list.tsx';
import {Shell} from '../../source/ui/components/shell/shell.tsx';
import {runApp} from '../../source/ui/terminal.tsx';

/** The program under measurement: the course picker's list in the shell, with as many rows as the argument says. */
interface Course {
	id: string;
	name: string;
	code: string;
	people: number;
}

const subjects = ['Data Privacy', 'Fire Safety', 'Onboarding', 'Code of Conduct', 'Security Basics', 'Leadership'];
const makeRows = (): Course[] =>
	Array.from({length: Number(process.argv[2] ?? 5000)}, (_, index) => ({
		id: `c${index}`,
		name: `${subjects[index % subjects.length]} ${index}`,
		code: `CRS-${(index * 7919) % 100_003}`,
		people: (index * 31) % 977,
	}));
const steps = ['Litmos', 'Courses', 'Preview', 'ConductorOne', 'Push'].map((label, index) => ({
	id: label,
	label,
	state: index === 0 ? ('done' as const) : index === 1 ? ('current' as const) : ('open' as const),
}));

/** Rows are made while the screen is on, as in the program, where they come from Litmos. */
function Picker() {
	const [rows] = useState(makeRows);
	return (
		<Shell steps={steps} onBack={() => {}}>
			<SearchList
				rows={rows}
				idOf={(row) => row.id}
				columns={[
					{id: 'name', title: 'Name', value: (row: Course) => row.name, min: 20, max: 50, priority: 1},
					{id: 'code', title: 'Code', value: (row: Course) => row.code, min: 10, priority: 2},
					{
						id: 'people',
						title: 'People',
						value: (row: Course) => String(row.people),
						min: 6,
						priority: 3,
						align: 'right',
					},
				]}
				sorts={[{id: 'name', label: 'name', key: (row) => row.name}]}
				filters={[{id: 'many', label: 'many people', test: (row) => row.people > 500}]}
			/>
		</Shell>
	);
}

const ending = await runApp(<Picker />, {environment: {...process.env, FORCE_COLOR: '1', COLORFGBG: '15;0'}});
process.exitCode = ending.exit;
