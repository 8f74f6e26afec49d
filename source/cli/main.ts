import {version} from '../threads/thread.ts';
import {helpWords} from './messages.ts';

// Everything else is loaded only when it is needed: the version must come at once.
const argv = process.argv.slice(2);
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-v')) {
	process.stdout.write(`${helpWords.versionLine(version)}\n`);
} else {
	const {runProgram} = await import('./program.ts');
	const exit = await runProgram(argv);
	// Pipes take what is left before the process ends; handles left open elsewhere must not keep it.
	await Promise.all(
		[process.stdout, process.stderr].map((stream) => new Promise<void>((resolve) => stream.write('', () => resolve()))),
	);
	process.exit(exit);
}
