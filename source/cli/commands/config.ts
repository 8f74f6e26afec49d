import type {DefinedSetting} from '../../settings/define.ts';
import {foreignSettings} from '../../settings/foreign-settings.ts';
import {isSwitch, type SettingId, settingOf} from '../../settings/settings.ts';
import type {Command} from '../command.ts';

/** What the connector itself needs to know. */
const own = {
	apiKey: 'Your Litmos API key',
	source: 'acme or acme.litmos.com',
	limitedCourses: undefined,
	courseRules: undefined,
	region: 'such as us or eu',
	litmosUrl: 'https://api.litmos.com',
	extras: undefined,
	skipEmptyTeams: undefined,
	skipInactiveCourses: undefined,
} as const satisfies {readonly [Id in SettingId]?: string | undefined};
const required: readonly SettingId[] = ['apiKey', 'source'];

/** How it is run; every connector lists these first (SDK 0.25.0, `pkg/field/defaults.go`, the export target "ops"). */
const operational = [
	fieldOf('logLevel'),
	fieldOf('logLevelDebugExpiresAt'),
	foreignField('session-store-maximum-size', {intField: {defaultValue: '15728640'}}),
	foreignField('otel-collector-endpoint', {stringField: {}}),
	foreignField('otel-collector-endpoint-tls-cert-path', {stringField: {}}),
	foreignField('otel-collector-endpoint-tls-cert', {stringField: {}}),
	foreignField('otel-collector-endpoint-tls-insecure', {boolField: {}}),
	foreignField('otel-tracing-disabled', {boolField: {}}),
	foreignField('otel-logging-disabled', {boolField: {}}),
	fieldOf('healthCheck'),
	fieldOf('healthCheckPort'),
	fieldOf('healthCheckBindAddress'),
	foreignField('http-timeout-seconds', {intField: {defaultValue: '300', rules: {lte: '1800', gte: '1'}}}),
].map((field) => ({...field, isOps: true}));

export const config: Command = {
	name: 'config',
	summary: 'Show the settings that ConductorOne knows, as JSON.',
	description:
		'Shows the settings of this connector, as JSON in the format of ConductorOne’s own connectors. To see current values, use the command “settings”.',
	settings: [],
	onlyTells: true,
	examples: {"litmos-connector config | jq -r '.fields[].name'": 'For a script'},
	async run() {
		const fields = Object.entries(own).map(([id, placeholder]) => fieldOf(id as SettingId, placeholder));
		const schema = {
			fields: [...operational, ...fields],
			displayName: 'Litmos',
			// Paths within ConductorOne, as baton-litmos gives them.
			helpUrl: '/docs/baton/litmos',
			iconUrl: '/static/app-icons/litmos.svg',
		};
		process.stdout.write(`${JSON.stringify(schema, null, 2)}\n`);
		return 0;
	},
};

/** A field as protobuf-JSON of `c1.config.v1.Field`: what is false or empty is left out. */
function fieldOf(id: SettingId, placeholder?: string): object {
	const setting = settingOf(id);
	const isRequired = required.includes(id);
	return {
		name: setting.flag.replace(/^--/, ''),
		displayName: setting.label,
		description: setting.help,
		...(placeholder === undefined ? {} : {placeholder}),
		...(isRequired ? {isRequired} : {}),
		...(setting.secret ? {isSecret: true} : {}),
		...variantOf(setting, isRequired),
	};
}

/** A setting that other connectors have; it may be given, and has no effect. */
function foreignField(name: string, variant: object): object {
	const reason = foreignSettings[`--${name}`]?.reason ?? '';
	return {name, description: `Has no effect here: ${reason}`, ...variant};
}

function variantOf(setting: DefinedSetting, isRequired: boolean): object {
	if (isSwitch(setting)) return {boolField: {}};
	if (setting.repeatable) return {stringSliceField: {}};
	const usual = setting.default === undefined ? {} : {defaultValue: setting.format(setting.default)};
	// Whole numbers are texts in protobuf-JSON too.
	if (typeof setting.default === 'number') return {intField: usual};
	return {stringField: {...usual, ...(isRequired ? {rules: {isRequired}} : {})}};
}
