/** `npm run bench [name]`: runs one benchmark in a process of its own; without a name it lists them. */
import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';

const benchmarks: Record<string, string> = {
	sync: 'Litmos read at full strength: requests, pacing, rows a second, memory, beside a plain sequential reader',
	rows: 'what a row costs beside an earlier commit: processor time at 100,000 grants, memory at 2 million',
	delta: 'hourly syncs by changes of S, M and L: requests against a full read',
	scale: '150,000 accounts and 3 million enrolments: sync, preview, comparison and sealing within 350 MB',
	c1z: 'the sync file: writing, sealing, comparing, asking',
	keys: 'key to painted frame, in a real terminal',
	explorer: '150,000 accounts looked into: key to painted frame, questions through the thread',
	search: '150,000 accounts searched by any part of a name: our directory beside FTS5 with trigrams',
	'first-frame': 'start to first frame, in a real terminal',
	start: 'npm start to first frame, beside another clone whose folder is given',
};

const [name = '', ...rest] = process.argv.slice(2);
if (!Object.hasOwn(benchmarks, name)) {
	console.log('npm run bench <name>');
	for (const [known, words] of Object.entries(benchmarks)) console.log(`  ${known.padEnd(12)} ${words}`);
	process.exit(name === '' ? 0 : 2);
}
const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
const {status} = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...rest], {
	stdio: 'inherit',
});
process.exit(status ?? 1);
