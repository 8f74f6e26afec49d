import {age} from '../../text/amounts.ts';
import type {Command} from '../command.ts';

/** What the command `profiles` says. */
const messages = {
	summary: 'List your profiles.',
	description:
		'Lists the profiles in the state folder. A profile is a Litmos account with answers, syncs and secrets of its own. Any command takes --profile; without it the profile named default is used. To create a profile, start the guided setup with a new name.',
	examples: {
		list: 'List them',
		make: 'Create one for another Litmos account',
		push: 'Push its data',
	},
	columns: {name: 'Profile', account: 'Litmos account', region: 'Region', lastPush: 'Last push'},
	none: '–',
	notSetUp: 'not set up',
	ago: (milliseconds: number) => `${age(milliseconds)} ago`,
	never: 'never',
} as const;

export const profiles: Command = {
	name: 'profiles',
	summary: messages.summary,
	description: messages.description,
	settings: [],
	onlyTells: true,
	examples: [
		{text: messages.examples.list, line: 'litmos-connector profiles'},
		{text: messages.examples.make, line: 'litmos-connector setup --profile emea'},
		{text: messages.examples.push, line: 'litmos-connector push --profile emea'},
	],
	async run(context) {
		const {readProfiles} = await import('../../settings/profiles.ts');
		const found = readProfiles(context.rootFolder);
		const data = found.map(({name, account, region, lastPushAt, folder}) => ({
			name,
			account,
			region,
			lastPushAt,
			stateFolder: folder,
		}));
		const {columns, none} = messages;
		context.print({profiles: data}, () =>
			context.table(
				[
					{title: columns.name, value: ({name}) => name, least: 8},
					{
						title: columns.account,
						value: ({account, isSetUp}) => account ?? (isSetUp ? none : messages.notSetUp),
						least: 8,
					},
					{title: columns.region, value: ({region}) => region ?? none, goes: 2},
					{
						title: columns.lastPush,
						value: ({lastPushAt}) =>
							lastPushAt === null ? messages.never : messages.ago(Date.now() - Date.parse(lastPushAt)),
						goes: 1,
					},
				],
				found,
			),
		);
		return 0;
	},
};
