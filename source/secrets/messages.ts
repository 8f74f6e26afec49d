import type {ProblemTexts} from '../problem/problem.ts';
import {plural} from '../text/amounts.ts';

/** The ways to do without a keychain. */
const withoutKeychain = [
	'Or set the secrets as environment variables: BATON_API_KEY, BATON_CLIENT_SECRET, CONDUCTORONE_CLIENT_SECRET.',
	'Or save them in a file that only you can read (--secret-store file), or nowhere (--secret-store none).',
];

/** Why the system keychain cannot be used. */
export const keychainMessages = {
	forgetful: {what: 'The system keychain doesn’t return what was saved in it.'},
	locked: (why: string): ProblemTexts => ({
		what: 'Your keychain is locked',
		why,
		next: ['Unlock your keychain, then try again.', ...withoutKeychain],
	}),
	answered: (answer: string) => `It responded: ${answer}`,
	/** In place of an answer. */
	noAnswer: (seconds: number) =>
		`It didn’t respond within ${plural(seconds, 'second')}. It may be showing an unlock window, perhaps on another screen.`,
	unavailable: (why: string): ProblemTexts => ({
		what: 'This computer has no keychain that this program can use.',
		why,
		next: ['Start this program in a desktop session.', ...withoutKeychain],
	}),
	stopped: 'The program that talks to it stopped.',
	noService: 'No desktop keychain is running, which is normal over SSH, in containers and in WSL.',
	notInstalled: 'The component that connects to it isn’t installed.',
} as const;

/** Why the file with the saved secrets cannot be used. */
export const secretFileMessages = {
	damaged: (path: string): ProblemTexts => ({
		what: `Can’t read the file with your saved secrets: ${path}`,
		why: 'It’s damaged, or another program changed it.',
		next: ['Delete that file, then enter the API key and the client secret again.'],
	}),
	full: (path: string): ProblemTexts => ({
		what: `The disk is full, so the secret wasn’t saved to ${path}`,
		next: ['Free some disk space, then try again.'],
	}),
	denied: (path: string): ProblemTexts => ({
		what: `Can’t use the file with your saved secrets: ${path}`,
		next: ['Check that the folder belongs to you, or use another one with --state-folder.'],
	}),
} as const;

/** Where the secrets are kept; `problem` is the sentence that says why the keychain is not used. */
export const keptInMessages = {
	keychain: {
		darwin: 'Saved in the macOS keychain.',
		win32: 'Saved in the Windows Credential Manager.',
		other: 'Saved in the desktop keychain (Secret Service).',
	},
	memory: 'Kept in memory until you exit.',
	memoryBecause: (problem: string) => `Kept in memory until you exit, because ${inSentence(problem)}.`,
	file: (path: string) => `Saved as plain text in ${path}, which only you can read, as you selected.`,
	fileBecause: (path: string, problem: string) =>
		`Saved as plain text in ${path}, which only you can read, because ${inSentence(problem)}.`,
} as const;

function inSentence(sentence: string): string {
	const text = sentence.replace(/\.$/, '');
	return text.charAt(0).toLowerCase() + text.slice(1);
}
