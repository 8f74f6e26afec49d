import type {ProblemTexts} from '../problem/problem.ts';
import {count, plural} from '../text/amounts.ts';

const waitAndEnter = ['Wait a moment, then press Enter again.'];

/** What a step of the guided set-up still lacks, and what stops its push. */
export const setupProblemMessages = {
	noCourse: {
		what: 'No course is selected.',
		next: ['Select at least one course, or all courses.'],
	} satisfies ProblemTexts,
	noRule: {
		what: 'The course rule is empty.',
		next: ['Write a rule, such as: code starts with "SEC" and active'],
	} satisfies ProblemTexts,
	ruleMatchesNothing: (rules: readonly string[]): ProblemTexts => ({
		what: `No course matches ${rules.join(', and none ')}.`,
		next: ['Change the rule.'],
	}),
	missing: (label: string, help: string): ProblemTexts => ({what: `${label} is missing.`, why: help}),
	listNotComplete: {
		what: 'The course list isn’t complete yet. It’s needed to find the courses you named.',
		next: waitAndEnter,
	} satisfies ProblemTexts,
	readingNotFinished: {
		what: 'Reading from Litmos isn’t finished yet. Only complete data is pushed.',
		next: waitAndEnter,
	} satisfies ProblemTexts,
	nothingRead: {what: 'Nothing has been read from Litmos yet.'} satisfies ProblemTexts,
	nothingToPush: {what: 'There is no complete data to push yet.'} satisfies ProblemTexts,
	notConfirmed: {what: 'ConductorOne didn’t confirm that it received the data.'} satisfies ProblemTexts,
} as const;

/** Who is signed in to ConductorOne, and where the key is. */
export const accountProblemMessages = {
	keyGone: (host: string): ProblemTexts => ({
		what: `The API key for ${host} is no longer in your keychain`,
		next: ['Sign in again: litmos-connector login'],
	}),
	notSignedIn: {
		what: 'You’re not signed in to ConductorOne',
		next: [
			'Sign in: litmos-connector login',
			'Or set CONDUCTORONE_CLIENT_ID and CONDUCTORONE_CLIENT_SECRET to a personal API key.',
		],
	} satisfies ProblemTexts,
	/** What to do when the key could not be revoked. */
	stillSignedIn: 'You’re still signed in. Try again, or delete the key in ConductorOne (profile menu, API keys).',
	noPlaceForKey: {
		what: 'There is no safe place on this computer to save a key',
		next: [
			'Allow a file that only you can read: --secret-store file',
			'Or pass the key with each command: CONDUCTORONE_CLIENT_ID and CONDUCTORONE_CLIENT_SECRET.',
		],
	} satisfies ProblemTexts,
} as const;

const quoted = (names: readonly string[]) => names.map((name) => `“${name}”`).join(', ');

/** Apps and owners that were named and cannot be found. */
export const lookUpProblemMessages = {
	severalApps: (apps: number, name: string): ProblemTexts => ({
		what: `More than one app in ConductorOne is named “${name}” (${count(apps)} in all)`,
		next: ['Use the app’s ID instead of its name.'],
	}),
	noApp: (name: string, similar: readonly string[]): ProblemTexts => ({
		what: `ConductorOne shows you no app named “${name}”`,
		why: similar.length > 0 ? `Similar names: ${quoted(similar)}.` : undefined,
		next: ['Correct the name, or create it with --new-app.'],
	}),
	/** `seen` are names that directories show, `areAll` unless there are more. */
	noSeenApp: (name: string, seen: readonly string[], areAll: boolean): ProblemTexts => ({
		what: `No directory shows an unmanaged app named “${name}”`,
		why: seen.length > 0 ? `Found: ${quoted(seen)}${areAll ? '' : ', …'}.` : undefined,
		next: ['Correct the name, or use --app or --new-app.'],
	}),
	mayNotListPeople: (person: string): ProblemTexts => ({
		what: `Your role can’t look up users in ConductorOne, so “${person}” wasn’t found`,
		next: [
			'Use the user ID instead of the email address. It’s in the address of the user’s page.',
			'Or leave the owner out. You become the owner and can hand it over in ConductorOne.',
		],
	}),
	nobody: (email: string): ProblemTexts => ({
		what: `No ConductorOne user has the email address “${email}”`,
		next: ['Use another address, or the user ID.'],
	}),
	severalPeople: (email: string): ProblemTexts => ({
		what: `Several ConductorOne users have the email address “${email}”`,
		next: ['Use another address, or the user ID.'],
	}),
	noSuchId: {what: 'No ConductorOne user has this ID'} satisfies ProblemTexts,
} as const;

/** What goes wrong with kubectl, beside its own words. */
export const kubectlProblemMessages = {
	podNotUp: {
		what: 'Kubernetes accepted the files, but the connector’s pod didn’t start',
		next: ['Read the lines above. Usual causes: an image that can’t be pulled, or a wrong client ID or secret.'],
	} satisfies ProblemTexts,
	notStarted: {
		what: 'kubectl couldn’t be started',
		next: ['Install kubectl, or apply the files from a machine that has it.'],
	} satisfies ProblemTexts,
	failed: (command: string): ProblemTexts => ({
		what: `kubectl ${command} failed`,
		next: ['Run kubectl cluster-info to check that it’s the right cluster and that it responds.'],
	}),
} as const;

/** The file of what was set up in ConductorOne. */
export const connectStoreProblemMessages = {
	damaged: (path: string): ProblemTexts => ({
		what: `The record of what was set up in ConductorOne can’t be read: ${path}`,
		next: ['Move that file away, then run the command again. It looks for what exists in ConductorOne.'],
	}),
} as const;

/** What keeps the state folder from being removed. */
export const forgetProblemMessages = {
	atWork: {
		what: 'litmos-connector is still running and using the state folder',
		next: ['Stop it, then run the same command again.'],
	},
	notRemoved: (path: string): ProblemTexts => ({
		what: `This can’t be removed: ${path}`,
		next: ['Check that the folder belongs to you, then run the same command again to remove the rest.'],
	}),
} as const;

/** What a deployment leaves out of what was set. */
export const leftOutMessages = {
	/** `date` is a day, ISO 8601. */
	resolved: (rule: string, courses: number, date: string) =>
		`The course rule was resolved to ${plural(courses, 'course')} on ${date}: ${rule}. Courses that match it later are not included until you do this again.`,
	unknownThere: (flags: readonly string[]) =>
		`Not in the files, because ConductorOne’s image doesn’t know them: ${flags.join(', ')}. This program’s image does (--image litmos-connector).`,
	unknownToHosted: (flags: readonly string[]) =>
		`ConductorOne’s own connector doesn’t know these, so it runs without them: ${flags.join(', ')}.`,
	webhook:
		'Not in the files, because its address may hold a key: --notify. Add BATON_NOTIFY to the secrets of the deployment.',
} as const;

/** What was answered before, when the set-up offers to go on from there. */
export const resumeMessages = {
	account: (source: string, host: string) => `Litmos account ${source} at ${host}`,
	noSource: '(none)',
	allCourses: 'All courses',
	courseRule: (rule: string) => `Courses that match: ${rule}`,
	someCourses: (courses: number) => `${courses} ${courses === 1 ? 'course' : 'courses'}`,
	client: (clientId: string) => `ConductorOne client ${clientId}`,
} as const;
