import {version as number} from '../../threads/thread.ts';
import type {Command} from '../command.ts';

export const version: Command = {
	name: 'version',
	summary: 'Print the version.',
	settings: [],
	onlyTells: true,
	examples: {'litmos-connector version -o json': 'With the version of Node'},
	async run(context) {
		const data = {version: number, node: process.version, platform: `${process.platform}-${process.arch}`};
		context.print(data, () => `litmos-connector ${data.version} (Node ${data.node}, ${data.platform})\n`);
		return 0;
	},
};
