import {version as number} from '../../threads/thread.ts';
import type {Command} from '../command.ts';

/** What the command `version` says. */
const versionMessages = {
	summary: 'Print the version.',
	examples: {json: 'With the version of Node'},
	output: (version: string, node: string, platform: string) =>
		`litmos-connector ${version} (Node ${node}, ${platform})`,
} as const;

export const version: Command = {
	name: 'version',
	summary: versionMessages.summary,
	settings: [],
	onlyTells: true,
	examples: [{text: versionMessages.examples.json, line: 'litmos-connector version -o json'}],
	async run(context) {
		const data = {version: number, node: process.version, platform: `${process.platform}-${process.arch}`};
		context.print(data, () => `${versionMessages.output(data.version, data.node, data.platform)}\n`);
		return 0;
	},
};
