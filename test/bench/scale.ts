/**
 * The largest tenant: `npm run bench scale [S|M|L|XL]`, XL by default: 150,000 accounts, 5,000 courses, 3 million
 * enrolments. Sync without pacing, preview, sealing and comparison in one process, whose whole memory counts.
 */
import type {SizeName} from '../../source/sandbox/litmos/dataset.ts';
import {MainThread, type MainThreadFigures} from './sync/main-thread.ts';
import {benchFolder, bundleAll, measure, startSandbox} from './sync/processes.ts';

const size = (process.argv[2] ?? 'XL') as SizeName;
const limits = {memory: 350, question: 50, blocked: 16};

const folder = await bundleAll();
const litmos = await startSandbox(folder, size, {limiter: 'none'});
const target = {
	baseUrl: litmos.url,
	source: litmos.source,
	apiKey: litmos.apiKey,
	requestsPerMinute: Number.POSITIVE_INFINITY,
};
// This process does nothing meanwhile: what keeps it waiting is the machine, and keeps the measured one waiting too.
const idle = new MainThread();
const figures = await measure(folder, {kind: 'sync', target, folder: benchFolder(), preview: true});
const whenIdle = idle.take();
litmos.close();

const say = (what: string, value: string) => console.log(`${what.padEnd(32)} ${value}`);
const {seconds, requests, rows, peak} = figures;
const {questions, sealing, comparing, asking} = figures.preview!;
say(
	`sync of ${size}`,
	`${seconds.toFixed(1)} s, ${requests} requests, ${rows} rows, ${Math.round(rows / seconds)} rows/s`,
);
say('  peak memory', `${peak} MB`);
say('preview', 'ms, asked for the first time');
for (const [question, ms] of Object.entries(questions)) say(`  ${question}`, ms.toFixed(1));
say('  peak memory', `${asking.peak} MB`);
say(
	'sealing',
	`${sealing.seconds.toFixed(1)} s, ${(sealing.decodedBytes / 1e6).toFixed(0)} → ${(sealing.bytes / 1e6).toFixed(0)} MB`,
);
say('  peak memory', `${sealing.peak} MB`);
say('comparing', `${comparing.seconds.toFixed(1)} s`);
say('  peak memory', `${comparing.peak} MB`);
const most = Math.max(peak, sealing.peak, asking.peak, comparing.peak);
const slowest = Math.max(...Object.values(questions));
const looks = Object.entries({syncing: figures.mainThread!, ...figures.preview!.mainThread});
const blocked = Math.max(...looks.map(([, look]) => causedBy(look)));
say('most memory', verdict(most, limits.memory, 'MB'));
say('slowest question', verdict(slowest, limits.question, 'ms'));
say('main thread blocked', verdict(blocked, limits.blocked, 'ms'));
for (const [phase, look] of looks) {
	const {blocked: whoever, working, collecting, late} = look;
	const [own, any, processor, garbage, waited] = [causedBy(look), whoever, working, collecting, late].map((ms) =>
		ms.toFixed(1),
	);
	say(
		`  ${phase}`,
		`${own} ms; when an idle process was blocked too: ${any}; at work ${processor}, collecting garbage ${garbage}, late ${waited}`,
	);
}
say('  idle process', `${whenIdle.blocked.toFixed(1)} ms, late ${whenIdle.late.toFixed(1)}`);
process.exitCode = most > limits.memory || slowest > limits.question || blocked > limits.blocked ? 1 : 0;

/**
 * The longest time the thread was blocked while the machine was well. An idle process has nothing that could block it: when
 * it was, within a fifth of a second, the machine was slow.
 */
function causedBy({blocked, long}: MainThreadFigures): number {
	const isOfMachine = (until: number) => whenIdle.long.some((other) => Math.abs(other.until - until) < 200);
	const own = long.filter(({until}) => !isOfMachine(until)).map(({ms}) => ms);
	return own.length === long.length ? blocked : Math.max(0, ...own);
}

function verdict(value: number, limit: number, unit: string): string {
	return `${value.toFixed(1)} ${unit}, limit ${limit}: ${value <= limit ? 'holds' : 'MISSED'}`;
}
