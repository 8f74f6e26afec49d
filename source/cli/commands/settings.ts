import {settingIds, settingOf} from '../../settings/settings.ts';
import type {Command} from '../command.ts';

export const settings: Command = {
	name: 'settings',
	summary: 'Show every setting, its value and where it comes from.',
	description:
		'Shows every setting with its flag, variable, value and where the value comes from. Secrets are never shown.',
	settings: settingIds,
	onlyTells: true,
	examples: {
		'litmos-connector settings --config-file /etc/litmos-connector.yaml': 'What a service would use',
		'litmos-connector settings -o json': 'For a script',
	},
	async run(context) {
		const {values, origins} = context.resolved;
		const rows = settingIds.map((id) => {
			const setting = settingOf(id);
			const value = values[id];
			const text = value === undefined ? '' : setting.secret ? '(set, hidden)' : setting.format(value);
			const [variable = ''] = setting.environment;
			return {id, flag: setting.flag, variable, value: text, origin: origins[id] ?? '', help: setting.help};
		});
		context.print({settings: rows, stateFolder: context.stateFolder}, () =>
			context.table(
				[
					{title: 'Flag', value: ({flag}) => flag},
					{title: 'Variable', value: ({variable}) => variable},
					{title: 'From', value: ({origin}) => origin},
					{title: 'Value', value: ({value}) => value},
				],
				rows,
			),
		);
		return 0;
	},
};
