/**
 * A long day of the service, against the built program: 1,000 tasks with every fault and a kill about every 20 tasks, then
 * 300 in one life to see that memory stays flat; then one upload of 1 GB. `npm run soak [tasks] [seed]`
 */
import {fileURLToPath} from 'node:url';
import {uploadLargeFile} from './large-upload.ts';
import {longDay} from './long-day.ts';

const [stormy = 1000, seed = 1] = process.argv.slice(2).map(Number);
const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

const day = await longDay({
	program,
	stormy,
	perLife: 20,
	calm: 300,
	seed,
	onLife: (answered) => process.stdout.write(process.stdout.isTTY ? `\r${answered} answered ` : ''),
});
const {problems, memory, handles} = day;
// The first samples are of a program that is still warming up.
const early = Math.max(...memory.slice(0, 5));
const late = Math.max(...memory.slice(-5));
if (late > early * 1.1 + 10) problems.push(`memory grew from ${early} to ${late} MB`);
if ((handles.at(-1) ?? 0) > Math.max(...handles.slice(0, 5)) + 3)
	problems.push(`open files grew: ${handles.join(' ')}`);
console.log(
	`${day.tasks} tasks in ${Math.round(day.seconds)} s over ${day.lives} lives, ${day.tokens} tokens, ${day.unlucky} syncs put off; memory in MB: ${memory.join(' ')}; open files: ${handles.join(' ')}`,
);

const upload = await uploadLargeFile(2 ** 30);
console.log(
	`${upload.bytes} bytes uploaded in ${Math.round(upload.seconds)} s; memory before ${upload.before} MB, at most ${upload.most} MB`,
);
problems.push(...upload.problems);

for (const problem of problems) console.log(problem);
console.log(
	problems.length === 0 ? 'Each task was finished exactly once, with the right answer.' : 'There were problems.',
);
process.exit(problems.length === 0 ? 0 : 1);
