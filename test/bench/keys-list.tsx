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
const rows: Course[] = Array.from({length: Number(process.argv[2] ?? 5000)}, (_, index) => ({
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

const ending = await runApp(
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
	</Shell>,
	{environment: {...process.env, FORCE_COLOR: '1', COLORFGBG: '15;0'}},
);
const {rss, heapUsed, heapTotal, external, arrayBuffers} = process.memoryUsage();
process.stderr.write(
	`memory ${[rss, heapUsed, heapTotal, external, arrayBuffers].map((value) => Math.round(value / 1e6)).join(' ')}\n`,
);
process.exitCode = ending.exit;
