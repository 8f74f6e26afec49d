import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {SizeName} from '../../../source/sandbox/litmos/dataset.ts';
import {runSync} from '../../../source/sync/run-sync.ts';
import {defaultOptions} from '../../../source/sync/workspace.ts';
import {VirtualLitmos} from '../../unit/sync/virtual-litmos.ts';
import {readSequentially} from './sequential.ts';

export interface PacedFigures {
	requests: number;
	refused: number;
	/** In simulated time. */
	minutes: number;
}

/** A whole sync against the strictest limiter, 100 requests in any 60 seconds, in simulated time; answers take 50 to 400 ms. */
export async function paced(size: SizeName, reader: 'sync' | 'sequential'): Promise<PacedFigures> {
	const litmos = new VirtualLitmos(size, {limiter: 'sliding'});
	const clock = () => litmos.clock.now();
	const folder = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), 'litmos-connector-bench-'));
	try {
		if (reader === 'sequential') await litmos.run(readSequentially(litmos.client({pageSize: 500, concurrency: 1})));
		else {
			const job = {target: litmos.target, options: defaultOptions, folder, fresh: true};
			await litmos.run(runSync(job, {onEvent: () => {}, clock, createClient: () => litmos.client()}));
		}
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
	const {totalRequests, throttled} = litmos.report();
	return {requests: totalRequests, refused: throttled, minutes: clock() / 60_000};
}
