/**
 * Reading Litmos at full strength: `npm run bench:sync [S] [M] [L]`, all three by default. Beside each figure stands that
 * of a plain sequential reader with pages of 500, which is how baton-litmos reads, measured in the same run. Every
 * measurement has a fresh process with bundled code; the sandbox’s Litmos has another.
 */
import type {SizeName} from '../../source/sandbox/litmos/dataset.ts';
import {leastRequests} from '../unit/sync/least-requests.ts';
import type {Figures} from './sync/measured.ts';
import {benchFolder, bundleAll, measure, startSandbox} from './sync/processes.ts';

const targets = {requests: 1.02, proofs: 5, paced: 1.03, refused: 1, latency: 0.5};
const chosen = process.argv.slice(2) as SizeName[];
const sizes: SizeName[] = chosen.length > 0 ? chosen : ['S', 'M', 'L'];
const folder = await bundleAll();
const unlimited = Number.POSITIVE_INFINITY;
let missed = 0;

function row(what: string, sync: string, sequential = '', note = ''): void {
	console.log(`  ${what.padEnd(34)} ${sync.padStart(12)} ${sequential.padStart(12)}   ${note}`);
}
/** `holds` or `MISSED`. */
function verdict(what: string, value: number, most: number): string {
	if (value > most) missed++;
	return `${what} ${value.toFixed(3)}, target ${Number(most.toFixed(3))}: ${value <= most ? 'holds' : 'MISSED'}`;
}
const rate = ({rows, seconds}: Figures) => Math.round(rows / seconds).toLocaleString('en');

/** The same tenant read both ways over HTTP. */
async function bothWays(size: SizeName, latencyMs: number, paceMs?: number): Promise<{sync: Figures; plain: Figures}> {
	const behaviour =
		paceMs === undefined
			? {limiter: 'none' as const, latencyMs}
			: {limiter: 'sliding' as const, minuteMs: paceMs, latencyMs};
	const litmos = await startSandbox(folder, size, behaviour);
	const {url: baseUrl, source, apiKey} = litmos;
	const target = {
		baseUrl,
		source,
		apiKey,
		...(paceMs === undefined ? {requestsPerMinute: unlimited} : {minuteMs: paceMs}),
	};
	const sync = await measure(folder, {kind: 'sync', target, folder: benchFolder(), preview: false});
	// Two readers one after the other must not share a minute.
	if (paceMs !== undefined) await new Promise((resolve) => setTimeout(resolve, paceMs));
	const plain = await measure(folder, {kind: 'sequential', target});
	litmos.close();
	return {sync, plain};
}

for (const size of sizes) {
	const least = leastRequests(size);
	console.log(`\n${size}: ${least.rows.toLocaleString('en')} records`);
	row('', 'sync', 'sequential');
	const {sync, plain} = await bothWays(size, 0);
	// The proofs of the ends are part of it: five requests, or a fiftieth where that is more.
	const most = Math.max(targets.requests, (least.requests + targets.proofs) / least.requests);
	const share = verdict(`of the least possible ${least.requests}:`, sync.requests / least.requests, most);
	row('requests', String(sync.requests), String(plain.requests), share);
	const own = await measure(folder, {kind: 'paced', size, reader: 'sync'});
	const other = await measure(folder, {kind: 'paced', size, reader: 'sequential'});
	const ideal = own.requests / 100;
	row(
		'minutes, 100 requests a minute',
		own.minutes.toFixed(2),
		other.minutes.toFixed(2),
		verdict(`of requests ÷ rate (${ideal.toFixed(2)} min):`, own.minutes / ideal, targets.paced),
	);
	row('  refused', String(own.refused), String(other.refused), verdict('', own.refused, targets.refused).trim());
	row('unpaced: seconds', sync.seconds.toFixed(1), plain.seconds.toFixed(1), 'the sequential reader stores nothing');
	row('  rows a second', rate(sync), rate(plain));
	row('  peak memory, MB', String(sync.peak), String(plain.peak), 'whole process');
	if (size !== 'M') continue;
	const far = await bothWays('M', 50);
	row(
		'unpaced, 50 ms of latency: seconds',
		far.sync.seconds.toFixed(1),
		far.plain.seconds.toFixed(1),
		verdict('of the sequential time:', far.sync.seconds / far.plain.seconds, targets.latency),
	);
	// Ten times faster than Litmos' minute the machine's own speed tells, so this is shown, not checked.
	const minuteSeconds = 6;
	const real = await bothWays('M', 0, minuteSeconds * 1000);
	const seconds = (real.sync.requests / 100) * minuteSeconds;
	row(
		`real clock, minute of ${minuteSeconds} s: seconds`,
		real.sync.seconds.toFixed(1),
		real.plain.seconds.toFixed(1),
		`requests ÷ rate ${seconds.toFixed(1)} s: ${(real.sync.seconds / seconds).toFixed(3)}, ${real.sync.throttled} refused`,
	);
}
console.log(missed === 0 ? '\nAll targets hold.' : `\nMissed: ${missed}.`);
process.exitCode = missed === 0 ? 0 : 1;
