import type {CourseRow} from '../../sync/sync.types.ts';
import type {Command} from '../command.ts';
import {jobOf, openSession} from '../session.ts';
import {tenant} from '../setting-groups.ts';

const peopleColumn = {title: 'People', value: ({people}: CourseRow) => String(people ?? ''), align: 'right'} as const;

export const courses: Command = {
	name: 'courses',
	summary: 'List the courses of the Litmos account.',
	description: 'Lists the courses of the Litmos account, to choose from with --limited-courses.',
	settings: tenant,
	needs: ['source', 'apiKey'],
	ownOptions: [
		{flags: '--search <text>', help: 'Only courses whose name, code, id or number holds this text.'},
		{flags: '--active', help: 'Only courses that are switched on.'},
	],
	examples: [
		{words: 'All courses of an account in the EU', line: 'litmos-connector courses --region eu --source acme'},
		{
			words: 'The ids of some, for another program',
			line: "litmos-connector courses --search safety -o json | jq -r '.courses[].id'",
		},
	],
	async run(context, {search, active}) {
		const session = await openSession(context);
		context.interruption.words = 'Nothing was changed.';
		const rows: CourseRow[] = [];
		const add = (page: CourseRow[]) => void rows.push(...page);
		const total = await session.listCourses(jobOf(context), add, context.signal);
		const text = typeof search === 'string' ? search.toLowerCase() : '';
		const found = rows
			.filter((row) => active !== true || row.active)
			.filter((row) => [row.name, row.code, row.id, row.number].some((value) => value.toLowerCase().includes(text)));
		const listed = found.map((row) => ({...row, people: row.people ?? null}));
		context.print({courses: listed, shown: found.length, total}, () =>
			context.table(
				[
					{title: 'Number', value: ({number}) => number, align: 'right'},
					{title: 'Code', value: ({code}) => code},
					{title: 'Id', value: ({id}) => id},
					{title: 'Active', value: (row) => (row.active ? 'yes' : 'no')},
					// Litmos' listing does not tell: known of courses that were read before.
					...(found.some(({people}) => people !== undefined) ? [peopleColumn] : []),
					{title: 'Name', value: ({name}) => name},
				],
				found,
			),
		);
		context.progress.say(`${found.length} of ${total} courses.`);
		return 0;
	},
};
