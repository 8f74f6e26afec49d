import type {Command} from '../command.ts';

export const capabilities: Command = {
	name: 'capabilities',
	summary: 'Show what this connector can do, as JSON.',
	description: 'Shows what this connector can do, as JSON in the format of ConductorOne’s own connectors.',
	settings: ['extras', 'provisioning'],
	onlyTells: true,
	examples: {'litmos-connector capabilities --provisioning': 'With provisioning'},
	async run({values}) {
		const {toJson} = await import('@bufbuild/protobuf');
		const {ConnectorCapabilitiesSchema} = await import('../../proto/model.ts');
		const {registry} = await import('../../proto/registry.ts');
		const {capabilities: capabilitiesOf} = await import('../../connector/metadata.ts');
		const {mappingExtrasOf} = await import('../../sync/mapping-extras.ts');
		const {extras, provisioning} = values;
		const message = capabilitiesOf({extras: mappingExtrasOf(extras), provisioning});
		const json = toJson(ConnectorCapabilitiesSchema, message, {registry});
		const typed = {'@type': `type.googleapis.com/${ConnectorCapabilitiesSchema.typeName}`, ...(json as object)};
		process.stdout.write(`${JSON.stringify(typed, null, 2)}\n`);
		return 0;
	},
};
