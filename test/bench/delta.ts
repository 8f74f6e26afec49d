/**
 * What a repeat sync by changes costs: `npm run bench delta`. Requests of hourly syncs of a living sandbox against a full read
 * of the same sandbox, the part included that is read again in full each hour. In simulated time and in memory: only
 * requests count here. The traffic is what a company of that size is assumed to have, see `traffic.ts`.
 */
import type {SizeName} from '../../source/sandbox/litmos/dataset.ts';
import {LightHourly} from '../unit/sync/delta/light-hourly.ts';

/** Hours looked at, the first of which learn: nothing is left out in them, and they take no time. */
const hours: Record<string, {learning: number; measured: number}> = {
	S: {learning: 24, measured: 12},
	M: {learning: 14, measured: 2},
	L: {learning: 2, measured: 1},
};
/** Of a full read of L, for a repeat sync of it. */
const mostOfL = 0.1;
/** So that learning does not take days; a sync in earnest watches more changes and then costs the same. */
const proofs = 5;

let ratio = 0;
console.log('requests per sync  full read  repeat sync  of these in full  ratio');
for (const [size, {learning, measured}] of Object.entries(hours)) {
	const hourly = new LightHourly({seed: 1, size: size as SizeName, proofs});
	const {pace} = hourly.litmos;
	// An hour of reading while the tenant changes would have to be caught up with for many hours.
	hourly.litmos.pace = 1;
	const full = await hourly.readInFull();
	await hourly.run(learning);
	hourly.litmos.pace = pace;
	const runs = (await hourly.run(measured)).slice(-measured);
	const [run] = runs.slice(-1);
	if (run!.report.delta.leftOut === 0) throw new Error(`${size}: nothing was left out`);
	const repeat = runs.reduce((sum, {requests}) => sum + requests, 0) / measured;
	const lists = runs.reduce((sum, {report}) => sum + report.delta.read, 0) / measured;
	ratio = repeat / full;
	const figures = [full, repeat.toFixed(0), `${lists.toFixed(0)} lists`, ratio.toFixed(3)];
	console.log(
		`${size.padEnd(17)}  ${figures.map((figure, at) => String(figure).padStart([9, 11, 16, 5][at]!)).join('  ')}`,
	);
}
console.log(`ratio ${ratio.toFixed(3)}`);
if (ratio > mostOfL) {
	console.error(`A repeat sync of L takes more than ${mostOfL} of a full read.`);
	process.exitCode = 1;
}
