import type {ProblemWords} from '../../problem/problem.ts';

/** What the command `sync` says. */
export const syncWords = {
	summary: 'Read Litmos into a file for ConductorOne.',
	description: 'Reads Litmos and writes a file that ConductorOne and its tools read. Nothing is sent anywhere.',
	examples: {
		plain: 'Into sync.c1z, the key from the environment',
		courses: 'Two courses only, into a file of another name',
		demo: 'Try it',
	},
	notWritten: 'The file was not written. What was read is kept; the same command goes on from there.',
	noEarlierSync: (file: string, problem: string) =>
		`${file} held no sync that can be kept beside the new one: ${problem}`,
	facts: {
		accounts: 'Accounts',
		teams: 'Teams',
		courses: 'Courses',
		entitlements: 'Entitlements',
		grants: 'Grants',
		warnings: 'Warnings',
	},
	written: (file: string, bytes: number, requests: number) =>
		`Written to ${file} (${bytes} bytes, ${requests} requests).`,
	reported: (report: string) => `What was done is told in ${report}.`,
	notReported: 'The report could not be written beside it.',
	unknownTypes: (unknown: readonly string[], known: readonly string[]): ProblemWords => ({
		what: `--sync-resource-types cannot be used: there is no “${unknown.join('”, “')}” in Litmos.`,
		next: [`Choose among ${known.join(', ')}.`],
	}),
	isFolder: (path: string): ProblemWords => ({
		what: `The file cannot be written: ${path} is a folder`,
		next: ['Give the path of a file with --file.'],
	}),
	notReplaceable: (path: string, form: 'newer' | 'other'): ProblemWords => ({
		what: `${path} exists and is not a sync file that can be replaced`,
		why:
			form === 'newer'
				? 'It is in the newer form of ConductorOne’s own programs, which this program does not write.'
				: 'It holds something else, so nothing was read or overwritten.',
		next: ['Give another path with --file, or remove that file.'],
	}),
	noFolder: (folder: string): ProblemWords => ({
		what: `The file cannot be written: there is no folder ${folder}`,
		next: ['Make that folder, or give another path with --file.'],
	}),
	folderDenied: (folder: string): ProblemWords => ({
		what: `The file cannot be written: this program may not write in ${folder}`,
		next: ['Change the permissions of the folder, or give another path with --file.'],
	}),
} as const;
