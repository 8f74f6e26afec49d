import type {ProblemWords} from '../problem/problem.ts';

/** The ways to do without a keychain. */
const withoutKeychain = [
	'Or give the secrets in environment variables: BATON_API_KEY, BATON_CLIENT_SECRET, CONDUCTORONE_CLIENT_SECRET.',
	'Or keep them in a file that only you can read (--secret-store file), or nowhere (--secret-store none).',
];

/** Why the system keychain cannot be used. */
export const keychainWords = {
	forgetful: {what: 'The system keychain does not give back what was put into it.'},
	locked: (why: string): ProblemWords => ({
		what: 'Your keychain is locked',
		why,
		next: ['Unlock it, then try again.', ...withoutKeychain],
	}),
	answered: (answer: string) => `It answered: ${answer}`,
	/** In place of an answer. */
	noAnswer: (seconds: number) =>
		`It didn’t answer within ${seconds} seconds. It may be showing an unlock window on another screen, or nowhere.`,
	unavailable: (why: string): ProblemWords => ({
		what: 'This machine has no system keychain that can be used from here.',
		why,
		next: ['Start from a desktop session.', ...withoutKeychain],
	}),
	stopped: 'The program that talks to it stopped.',
	noService: 'No desktop keychain service answers; that is normal over SSH, in containers and in WSL.',
	notInstalled: 'The part that talks to it is not installed.',
} as const;

/** Why the file with the saved secrets cannot be used. */
export const secretFileWords = {
	damaged: (path: string): ProblemWords => ({
		what: `The file with the saved secrets cannot be read: ${path}`,
		why: 'Its contents are not what this program writes.',
		next: ['Delete that file, then enter the API key and the client secret again.'],
	}),
	full: (path: string): ProblemWords => ({
		what: `The disk is full; the secret was not saved to ${path}`,
		next: ['Free some space, then try again.'],
	}),
	denied: (path: string): ProblemWords => ({
		what: `The file with the saved secrets cannot be used: ${path}`,
		next: ['Check that the folder belongs to you, or choose another one with --state-folder.'],
	}),
} as const;

/** Where the secrets are kept; `problem` is the sentence that says why the keychain is not used. */
export const keptInWords = {
	keychain: {
		darwin: 'Kept in the macOS keychain.',
		win32: 'Kept in the Windows Credential Manager.',
		other: 'Kept in the desktop keychain (Secret Service).',
	},
	memory: 'Kept in memory until this program ends.',
	memoryBecause: (problem: string) => `Kept in memory until this program ends, because ${inSentence(problem)}.`,
	file: (path: string) => `Kept as plain text in ${path}, readable by you only, as you chose.`,
	fileBecause: (path: string, problem: string) =>
		`Kept as plain text in ${path}, readable by you only, because ${inSentence(problem)}.`,
} as const;

function inSentence(sentence: string): string {
	const text = sentence.replace(/\.$/, '');
	return text.charAt(0).toLowerCase() + text.slice(1);
}
