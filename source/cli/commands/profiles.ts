import {age} from '../../text/amounts.ts';
import type {Command} from '../command.ts';

const none = '–';

export const profiles: Command = {
	name: 'profiles',
	summary: 'List your profiles.',
	description:
		'Lists the profiles in the state folder. A profile is a Litmos account with answers, syncs and secrets of its own. Any command takes --profile; without it the profile named default is used. To create a profile, start the guided setup with a new name.',
	settings: [],
	onlyTells: true,
	examples: {
		'litmos-connector profiles': 'List them',
		'litmos-connector setup --profile emea': 'Create one for another Litmos account',
		'litmos-connector push --profile emea': 'Push its data',
	},
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
		context.print({profiles: data}, () =>
			context.table(
				[
					{title: 'Profile', value: ({name}) => name, least: 8},
					{
						title: 'Litmos account',
						value: ({account, isSetUp}) => account ?? (isSetUp ? none : 'not set up'),
						least: 8,
					},
					{title: 'Region', value: ({region}) => region ?? none, goes: 2},
					{
						title: 'Last push',
						value: ({lastPushAt}) =>
							lastPushAt === null ? 'never' : `${age(Date.now() - Date.parse(lastPushAt))} ago`,
						goes: 1,
					},
				],
				found,
			),
		);
		return 0;
	},
};
