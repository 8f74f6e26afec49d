import type {DefinedSetting} from '../../settings/define.ts';
import {isSwitch, type SettingId, settingOf} from '../../settings/settings.ts';
import type {Command} from '../command.ts';

/** What the command `config` says. */
const configWords = {
	summary: 'Print which settings this connector takes, as JSON.',
	description:
		'Prints which settings this connector takes, as JSON in the form of ConductorOne’s own connectors. For the values in force see the command “settings”.',
	examples: {program: 'For another program'},
} as const;

/** What the connector itself needs to know; what every connector takes is left out, as ConductorOne's own do. */
const ids = [
	'apiKey',
	'source',
	'limitedCourses',
	'region',
	'litmosUrl',
	'extras',
	'skipEmptyTeams',
	'skipInactiveCourses',
] as const satisfies readonly SettingId[];
const required: readonly SettingId[] = ['apiKey', 'source'];

export const config: Command = {
	name: 'config',
	summary: configWords.summary,
	description: configWords.description,
	settings: [],
	onlyTells: true,
	examples: [{words: configWords.examples.program, line: "litmos-connector config | jq -r '.fields[].name'"}],
	async run() {
		const schema = {fields: ids.map((id) => fieldOf(id)), displayName: 'Litmos'};
		process.stdout.write(`${JSON.stringify(schema, null, 2)}\n`);
		return 0;
	},
};

/** A field as protobuf-JSON of `c1.config.v1.Field`: what is false or empty is left out. */
function fieldOf(id: SettingId): object {
	const setting = settingOf(id);
	const isRequired = required.includes(id);
	return {
		name: setting.flag.replace(/^--/, ''),
		displayName: setting.label,
		description: setting.help,
		...(isRequired ? {isRequired} : {}),
		...(setting.secret ? {isSecret: true} : {}),
		...variantOf(setting, isRequired),
	};
}

function variantOf(setting: DefinedSetting, isRequired: boolean): object {
	if (isSwitch(setting)) return {boolField: {}};
	if (setting.repeatable) return {stringSliceField: {}};
	return {
		stringField: {
			...(setting.default === undefined ? {} : {defaultValue: setting.format(setting.default)}),
			...(isRequired ? {rules: {isRequired}} : {}),
		},
	};
}
