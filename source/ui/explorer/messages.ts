import {count, plural} from '../../text/amounts.ts';

/** What the explorer says in several places, what counts something, and the titles of columns. */
export const explorerMessages = {
	tabs: {
		accounts: 'Accounts',
		teams: 'Teams',
		courses: 'Courses',
		grants: 'Grants',
		changes: 'Changes',
		findings: 'Findings',
	},
	/** Types of a connector that have no list of their own; others are named by their type. */
	typeTabs: {learning_path: 'Learning paths', module: 'Modules', access_level: 'Access levels'} as Record<
		string,
		string
	>,
	typeTab: (type: string) => `${type.charAt(0).toUpperCase()}${type.slice(1).replaceAll('_', ' ')}`,
	columns: {
		name: 'Name',
		login: 'Login',
		email: 'Email',
		state: 'Status',
		level: 'Access level',
		grants: 'Grants',
		members: 'Members',
		parent: 'Part of',
		code: 'Code',
		number: 'No.',
		id: 'Litmos ID',
		people: 'Assigned',
		inProgress: 'In progress',
		finished: 'Completed',
		account: 'Account',
		how: 'Grant',
		kind: 'Type',
		of: 'Resource',
		change: 'Change',
		detail: 'Details',
		finding: 'Finding',
		amount: 'Count',
		note: 'Why',
		apart: 'Login or code',
		progress: 'Progress',
	},
	state: (isActive: boolean) => (isActive ? 'active' : 'inactive'),
	level: (text: string) => text.replaceAll('_', ' '),
	kindOf: (type: string) => kinds[type] ?? type.replaceAll('_', ' '),
	slugs: {
		member: 'member',
		assigned: 'assigned',
		completed: 'completed',
		in_progress: 'in progress',
		leader: 'leader',
		admin: 'admin',
	} as Record<string, string>,
	changes: {added: 'added', removed: 'removed', changed: 'changed'},
	grantSays: (how: string, type: string, name: string) =>
		how === 'assigned' ? `Is assigned the ${type} ${name}` : `${how} · ${type} ${name}`,
	changeSays: (change: string, type: string) => `This ${type} was ${change}.`,
	/** Rounded down: only what is finished looks finished. */
	percent: (share: number) => `${Math.floor(share * 100)}%`,
	/** An empty list while Litmos is still being read. */
	reading: (tab: string) => `No ${tab.toLowerCase()} yet. Still reading.`,
	/** The same once reading has failed. */
	stopped: (tab: string) => `No ${tab.toLowerCase()} yet: reading stopped before its end.`,
	empty: {
		accounts: 'No accounts in Litmos yet.',
		teams: 'No teams in Litmos yet.',
		courses: 'No courses to sync.',
		grants: 'No grants: nobody is assigned to a course or in a team yet.',
		changes: 'Nothing changed since the last push.',
		findings: 'There are no findings.',
	},
	/** Nothing belongs to what was opened. */
	emptyOf: {
		account: 'No teams and no courses.',
		team: 'Nobody is in this team yet.',
		course: 'Nobody is assigned to this course yet.',
		other: 'Nothing here yet.',
	},
	emptyType: (tab: string) => `No ${tab.toLowerCase()} in Litmos yet.`,
	nothingToCompare: 'No changes to show: there is no earlier push to compare with.',
	/** What came and went, for the tab. */
	changed: (added: number, removed: number, changed: number) =>
		[added > 0 && `+${count(added)}`, removed > 0 && `−${count(removed)}`, changed > 0 && `~${count(changed)}`]
			.filter(Boolean)
			.join(' '),
	/** What a pane says of the row under the cursor. */
	facts: {
		unlisted: 'Litmos doesn’t list this account.',
		noEmail: 'no email address',
		login: (login: string) => `Login ${login}`,
		level: (level: string) => `Access level ${level}`,
		number: (number: string) => `No. ${number}`,
		id: (id: string) => `Litmos ID ${id}`,
		partOf: (name: string) => `Part of ${name}`,
		ledBy: (names: string, more: number) => `Led by ${names}${more > 0 ? ` and ${count(more)} more` : ''}`,
		children: (amount: number, type: string, names: string, more: number) =>
			`${countOf(amount, type)}: ${names}${more > 0 ? ` and ${count(more)} more` : ''}`,
		completed: 'Completed',
		inProgress: 'In progress',
		notStarted: 'Not started',
		assigned: (amount: number) =>
			amount === 0 ? 'Not assigned to anyone' : `Assigned to ${plural(amount, 'account')}`,
		members: (amount: number) => plural(amount, 'member'),
		has: (amounts: readonly [type: string, amount: number][]) =>
			amounts.length === 0
				? 'Has no teams and no courses'
				: `Has ${listed(amounts.map(([type, amount]) => countOf(amount, type)))}`,
		belongs: 'Part of',
		about: 'About',
		more: (amount: number) => `${count(amount)} more`,
	},
	save: {
		title: (rows: number) => `Save ${plural(rows, 'row')} of this list`,
		failed: (folder: string) => `The list couldn’t be saved to ${folder}`,
		diskFull: 'The disk is full.',
		systemSays: (answer: string) => `The system reported ${answer}.`,
		next: 'Start the program in a folder you can write to, then save again.',
		done: (rows: number) => `${plural(rows, 'row')} saved in a file only you can read:`,
	},
};

const kinds: Record<string, string> = {
	user: 'account',
	team: 'team',
	course: 'course',
	grant: 'grant',
	module: 'module',
	learning_path: 'learning path',
	access_level: 'access level',
};

/** `1 team`, `3 learning paths`. */
function countOf(amount: number, type: string): string {
	return plural(amount, kinds[type] ?? type.replaceAll('_', ' '));
}

function listed(parts: readonly string[]): string {
	return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
