import {settingIds, settingOf} from '../../settings/settings.ts';
import type {Command} from '../command.ts';

/** What the command `settings` says. */
const settingsWords = {
	summary: 'Show every setting, its value and where it came from.',
	description: 'Shows every setting: flag, variable, value and where the value came from. Secrets are never shown.',
	examples: {service: 'What a service would see', json: 'For another program'},
	columns: {flag: 'Flag', variable: 'Variable', origin: 'From', value: 'Value'},
	/** What is printed instead of a secret. */
	hidden: '(set, not shown)',
} as const;

export const settings: Command = {
	name: 'settings',
	summary: settingsWords.summary,
	description: settingsWords.description,
	settings: settingIds,
	onlyTells: true,
	examples: [
		{words: settingsWords.examples.service, line: 'litmos-connector settings --config-file /etc/litmos-connector.yaml'},
		{words: settingsWords.examples.json, line: 'litmos-connector settings -o json'},
	],
	async run(context) {
		const {values, origins} = context.resolved;
		const rows = settingIds.map((id) => {
			const setting = settingOf(id);
			const value = values[id];
			const text = value === undefined ? '' : setting.secret ? settingsWords.hidden : setting.format(value);
			const [variable = ''] = setting.environment;
			return {id, flag: setting.flag, variable, value: text, origin: origins[id] ?? '', help: setting.help};
		});
		const {columns} = settingsWords;
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
