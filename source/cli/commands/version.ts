import {version as number} from '../../threads/thread.ts';
import {versionWords} from '../../words/commands/version.ts';
import type {Command} from '../command.ts';

export const version: Command = {
	name: 'version',
	summary: versionWords.summary,
	settings: [],
	onlyTells: true,
	examples: [{words: versionWords.examples.json, line: 'litmos-connector version -o json'}],
	async run(context) {
		const data = {version: number, node: process.version, platform: `${process.platform}-${process.arch}`};
		context.print(data, () => `${versionWords.output(data.version, data.node, data.platform)}\n`);
		return 0;
	},
};
