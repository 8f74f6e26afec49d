import {createDataset, sandboxApiKey} from '../../../source/sandbox/litmos/dataset.ts';
import {
	type LitmosSandboxOptions as ShippedOptions,
	type LitmosSandbox as ShippedSandbox,
	startLitmosSandbox as start,
} from '../../../source/sandbox/litmos/server.ts';
import type {Tenant} from '../../../source/sandbox/litmos/tenant.ts';
import {copied, defaultBehaviour, type LitmosBehaviour} from './behaviour.ts';
import type {LitmosReport} from './counters.ts';
import {type LitmosSample, sample} from './sample.ts';
import {TestLitmosService} from './service.ts';

export interface LitmosSandbox extends ShippedSandbox {
	readonly tenant: Tenant;
	behave(change: Partial<LitmosBehaviour>): void;
	/** Up to `count` (default 5) records of each kind. */
	sample(count?: number): LitmosSample;
	report(): LitmosReport;
	resetCounters(): void;
}

export interface LitmosSandboxOptions extends Pick<ShippedOptions, 'size' | 'seed' | 'port'> {
	behaviour?: Partial<LitmosBehaviour>;
	/** Clock of the limiter and of new assignments, ms. Default: the machine's. */
	now?: () => number;
}

/** Starts the sandbox’s Litmos so that it can be told to misbehave, and reports what it was asked. */
export async function startLitmosSandbox(options: LitmosSandboxOptions = {}): Promise<LitmosSandbox> {
	const {seed = 1, size = 'S', port = 0, now = Date.now} = options;
	const data = createDataset(size, seed);
	const behaviour: LitmosBehaviour = {...defaultBehaviour, ...copied(options.behaviour ?? {})};
	const service = new TestLitmosService(data, sandboxApiKey(seed), behaviour, now);
	const shipped = await start({seed, port, service});
	const {server} = shipped;
	const own = Number(new URL(shipped.url).port);
	const applyDown = () => {
		if (behaviour.down && server.listening) {
			server.close();
			server.closeAllConnections();
		} else if (!behaviour.down && !server.listening) server.listen(own, '127.0.0.1');
	};
	applyDown();
	return {
		...shipped,
		tenant: service.tenant,
		behave(change) {
			Object.assign(behaviour, copied(change));
			applyDown();
		},
		sample: (count = 5) => sample(data, count),
		report: () => service.report(),
		resetCounters: () => service.resetCounters(),
	};
}
