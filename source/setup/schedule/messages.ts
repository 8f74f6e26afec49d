import type {ProblemTexts} from '../../problem/problem.ts';

/** Why a nightly push could not be scheduled, or not be taken away. */
export const scheduleProblemMessages = {
	noScheduler: (said: string, line: string): ProblemTexts & {copy: string[]} => ({
		what: 'This computer has no scheduler that this program can use',
		why: `systemd has to run for your user, but “systemctl --user” says: ${said}`,
		next: [
			'On a server, use “litmos-connector export --to systemd”, whose timer runs without anybody logged in.',
			'With a scheduler of your own, such as cron, run this command every night. Give it the secrets that you set as variables here, such as BATON_API_KEY:',
		],
		copy: [line],
	}),
	noPlatform: (platform: string): ProblemTexts => ({
		what: `Scheduling isn’t available on this system (${platform})`,
		next: ['Use the scheduler of your system to run “litmos-connector push” every night.'],
	}),
	notDone: (program: string, said: string): ProblemTexts => ({
		what: `${program} refused the schedule`,
		why: said === '' ? 'It gave no reason.' : `It says: ${said}`,
		next: ['Correct the reason above, then run the same command again.'],
	}),
} as const;
