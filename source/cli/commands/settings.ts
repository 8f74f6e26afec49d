import {settingIds, settingOf} from '../../settings/settings.ts';
import type {Command} from '../command.ts';

/** What is printed instead of a secret. */
const hidden = '(set, not shown)';

export const settings: Command = {
	name: 'settings',
	summary: 'Show every setting, its value and where it came from.',
	description: 'Shows every setting: flag, variable, value and where the value came from. Secrets are never shown.',
	settings: settingIds,
	onlyTells: true,
	examples: [
		{words: 'What a service would see', line: 'litmos-connector settings --config-file /etc/litmos-connector.yaml'},
		{words: 'For another program', line: 'litmos-connector settings -o json'},
	],
	async run(context) {
		const {values, origins} = context.resolved;
		const rows = settingIds.map((id) => {
			const setting = settingOf(id);
			const value = values[id];
			const text = value === undefined ? '' : setting.secret ? hidden : setting.format(value);
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
