import {settingIds, settingOf} from '../../settings/settings.ts';
import type {Command} from '../command.ts';

/** What the command `settings` says. */
const settingsMessages = {
	summary: 'Show every setting, its value and where it comes from.',
	description:
		'Shows every setting with its flag, variable, value and where the value comes from. Secrets are never shown.',
	examples: {service: 'What a service would use', json: 'For a script'},
	columns: {flag: 'Flag', variable: 'Variable', origin: 'From', value: 'Value'},
	/** What is printed instead of a secret. */
	hidden: '(set, hidden)',
} as const;

export const settings: Command = {
	name: 'settings',
	summary: settingsMessages.summary,
	description: settingsMessages.description,
	settings: settingIds,
	onlyTells: true,
	examples: [
		{
			text: settingsMessages.examples.service,
			line: 'litmos-connector settings --config-file /etc/litmos-connector.yaml',
		},
		{text: settingsMessages.examples.json, line: 'litmos-connector settings -o json'},
	],
	async run(context) {
		const {values, origins} = context.resolved;
		const rows = settingIds.map((id) => {
			const setting = settingOf(id);
			const value = values[id];
			const text = value === undefined ? '' : setting.secret ? settingsMessages.hidden : setting.format(value);
			const [variable = ''] = setting.environment;
			return {id, flag: setting.flag, variable, value: text, origin: origins[id] ?? '', help: setting.help};
		});
		const {columns} = settingsMessages;
		context.print({settings: rows, stateFolder: context.stateFolder}, () =>
			context.table(
				[
					{title: columns.flag, value: ({flag}) => flag},
					{title: columns.variable, value: ({variable}) => variable},
					{title: columns.origin, value: ({origin}) => origin},
					{title: columns.value, value: ({value}) => value},
				],
				rows,
			),
		);
		return 0;
	},
};
