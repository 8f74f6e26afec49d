import type {Problem} from '../problem/problem.ts';
import {assumeHome} from '../settings/home.ts';
import {version} from '../threads/thread.ts';
import {helpMessages} from './messages.ts';
import {watchOutput} from './output.ts';
import {reportProblem, wantsJson} from './report-problem.ts';

// A mask that takes its owner's own rights away would make files this program cannot read again.
process.umask(process.umask() & ~0o700);
assumeHome();
const output = watchOutput();
// Everything else is loaded only when it is needed: the version must come at once.
const argv = process.argv.slice(2);
const report = (problem: Problem) => reportProblem(problem, {json: wantsJson(argv, process.env)});
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-v')) {
	process.stdout.write(`${helpMessages.versionLine(version)}\n`);
	process.exitCode = await output.settle(0, report);
} else {
	const {runProgram} = await import('./program.ts');
	const exit = await runProgram(argv);
	// Handles that were left open must not keep the process.
	process.exit(await output.settle(exit, report));
}
