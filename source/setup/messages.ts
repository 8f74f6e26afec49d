import type {ProblemWords} from '../problem/problem.ts';

const waitAndEnter = ['Wait a moment, then press Enter again.'];

/** What a step of the guided set-up still lacks, and what stops its push. */
export const setupProblemWords = {
	noCourse: {
		what: 'No course is ticked.',
		next: ['Tick at least one course, or choose all courses.'],
	} satisfies ProblemWords,
	missing: (label: string, help: string): ProblemWords => ({what: `${label} is missing.`, why: help}),
	listNotComplete: {
		what: 'The list of courses is not complete yet; the courses you named are looked up in it.',
		next: waitAndEnter,
	} satisfies ProblemWords,
	readingNotFinished: {
		what: 'Reading from Litmos is not finished yet; only complete data is pushed.',
		next: waitAndEnter,
	} satisfies ProblemWords,
	nothingRead: {what: 'Nothing was read from Litmos yet.'} satisfies ProblemWords,
	nothingToPush: {what: 'There is no complete data to push yet.'} satisfies ProblemWords,
	notConfirmed: {what: 'ConductorOne did not confirm that it took the data.'} satisfies ProblemWords,
} as const;

/** Who is signed in to ConductorOne, and where the key is. */
export const accountProblemWords = {
	keyGone: (host: string): ProblemWords => ({
		what: `The key for ${host} is no longer in the keychain`,
		next: ['Sign in again: litmos-connector login'],
	}),
	notSignedIn: {
		what: 'Nobody is signed in to ConductorOne',
		next: [
			'Sign in: litmos-connector login',
			'Or set CONDUCTORONE_CLIENT_ID and CONDUCTORONE_CLIENT_SECRET to a personal API key.',
		],
	} satisfies ProblemWords,
	/** What to do when the key could not be revoked. */
	stillSignedIn: 'You are still signed in; try again, or delete the key in ConductorOne (profile menu, API keys).',
	noPlaceForKey: {
		what: 'There is no safe place here to keep a key',
		next: [
			'Allow a file that only you can read: --secret-store file',
			'Or give the key with each command: CONDUCTORONE_CLIENT_ID and CONDUCTORONE_CLIENT_SECRET.',
		],
	} satisfies ProblemWords,
} as const;

const quoted = (names: readonly string[]) => names.map((name) => `“${name}”`).join(', ');

/** Apps and owners that were named and cannot be found. */
export const lookUpProblemWords = {
	severalApps: (apps: number, name: string): ProblemWords => ({
		what: `There are ${apps} apps named “${name}” in ConductorOne`,
		next: ['Give the id of one instead of the name.'],
	}),
	noApp: (name: string, similar: readonly string[]): ProblemWords => ({
		what: `There is no app “${name}” in ConductorOne that you may see`,
		why: similar.length > 0 ? `Similar: ${quoted(similar)}.` : undefined,
		next: ['Correct the name, or create it with --new-app.'],
	}),
	/** `seen` are names that directories show, `areAll` unless there are more. */
	noSeenApp: (name: string, seen: readonly string[], areAll: boolean): ProblemWords => ({
		what: `No directory shows an app “${name}” that nobody manages yet`,
		why: seen.length > 0 ? `There are: ${quoted(seen)}${areAll ? '' : ', …'}.` : undefined,
		next: ['Correct the name, or use --app or --new-app.'],
	}),
	mayNotListPeople: (person: string): ProblemWords => ({
		what: `Your role may not look up people in ConductorOne, so “${person}” could not be found`,
		next: [
			'Give the user id instead of the e-mail address; it stands in the address of the person’s page.',
			'Or leave the owner out: then you are the owner, and can hand it over in ConductorOne.',
		],
	}),
	nobody: (email: string): ProblemWords => ({
		what: `Nobody in ConductorOne has the e-mail address “${email}”`,
		next: ['Give another address, or the user id.'],
	}),
	severalPeople: (email: string): ProblemWords => ({
		what: `Several people have the e-mail address “${email}”`,
		next: ['Give another address, or the user id.'],
	}),
	noSuchId: {what: 'There is no person with this user id in ConductorOne'} satisfies ProblemWords,
} as const;

/** What goes wrong with kubectl, beside its own words. */
export const kubectlProblemWords = {
	podNotUp: {
		what: 'The connector was handed to Kubernetes, but its pod did not come up',
		next: ['Look at the lines above: an image that cannot be pulled and a wrong credential are the usual causes.'],
	} satisfies ProblemWords,
	notStarted: {
		what: 'kubectl could not be started',
		next: ['Install kubectl, or apply the files from a machine that has it.'],
	} satisfies ProblemWords,
	failed: (command: string): ProblemWords => ({
		what: `kubectl ${command} did not succeed`,
		next: ['Check with kubectl cluster-info that the cluster is the right one and answers.'],
	}),
} as const;

/** The file of what was set up in ConductorOne. */
export const connectStoreProblemWords = {
	damaged: (path: string): ProblemWords => ({
		what: `What was set up in ConductorOne cannot be read from ${path}`,
		next: ['Move that file away and run the command again: what exists in ConductorOne is looked for there.'],
	}),
} as const;
