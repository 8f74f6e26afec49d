import type {DatasetSize, SizeName} from '../../../source/sandbox/litmos/dataset.ts';
import type {LitmosBehaviour} from '../../sandbox/litmos/behaviour.ts';
import {type LitmosSandbox, startLitmosSandbox} from '../../sandbox/litmos/server.ts';

/** The sandbox’s Litmos as a process: started by the first message, told about by later ones. */
let litmos: LitmosSandbox | undefined;
process.on(
	'message',
	async (message: 'report' | {size: SizeName | DatasetSize; behaviour: Partial<LitmosBehaviour>}) => {
		if (message === 'report') {
			process.send!(litmos!.report());
			return;
		}
		litmos = await startLitmosSandbox(message);
		process.send!({url: litmos.url, source: litmos.source, apiKey: litmos.apiKey});
	},
);
process.on('disconnect', () => process.exit());
