import {plural} from '../../text/amounts.ts';

/** Handing over to a colleague, and going on with what one has begun. */
export const handoverPageMessages = {
	option: 'Hand over to a colleague',
	optionHint: 'if somebody else manages ConductorOne',
	title: 'Hand over to a colleague',
	file: 'File',
	noName: 'Enter a file name.',
	write: 'write file',
	written: (path: string) => `Written: ${path}`,
	/** What a colleague types, on another computer; `file` as a shell takes it. */
	next: (file: string) => `Send it to your colleague, who continues with: litmos-connector setup --from ${file}`,
	leave: 'exit',
	/** From the owner of the Litmos account. */
	toConductorOne: {
		what: 'This writes a file with your answers, without the API key and without names of people. Your colleague continues with it at ConductorOne.',
		usual: 'litmos-handover.json',
		key: 'The API key isn’t in it. If ConductorOne is to host the connector, a connector owner can enter the key there. Any other way to run it needs the key on your colleague’s computer; share it through your password manager.',
		about: [
			'The Litmos Account Owner and the ConductorOne administrator are often two people. This file takes your answers from one to the other.',
			'It has the name of your Litmos account, the courses or the rule you selected, the optional data, and how much was read and when.',
		],
	},
	/** From the administrator of ConductorOne. */
	toLitmos: {
		what: 'This writes a file with your answers about ConductorOne, without keys and without names of people. Your colleague continues with it at Litmos.',
		usual: 'c1-handover.json',
		key: 'Your colleague enters the account and the API key, looks at the data, and finds your answers at the review. To finish, one of you signs in to ConductorOne there.',
		about: [
			'The ConductorOne administrator and the Litmos Account Owner are often two people. This file takes your answers from one to the other.',
			'It has the tenant, the app, the owners as ConductorOne user IDs, and the way to run the connector. Nothing is created in ConductorOne yet.',
		],
	},
	/** Where somebody is asked for an API key who has none. */
	prepare: {
		key: 'no key? hand over',
		hint: 'No access to Litmos? Press Ctrl-Y: answer the ConductorOne questions and hand over to an Account Owner.',
		option: 'Hand over to a Litmos Account Owner',
		optionHint: 'write a file with these answers',
	},
	begin: {
		fromLitmos: 'A colleague has set up the Litmos part.',
		fromConductorOne: 'A colleague has set up the ConductorOne part.',
		toConductorOne: 'Continue in ConductorOne',
		toConductorOneHint: 'sign in, then review',
		toLitmos: 'Continue with Litmos',
		toLitmosHint: 'account and API key',
		lines: {
			litmos: 'Litmos',
			courses: 'Courses',
			optional: 'Optional data',
			read: 'Read',
			tenant: 'ConductorOne',
			app: 'App',
			owners: 'Owners',
			runs: 'Runs',
			needed: 'You’ll need',
		},
		account: (account: string, host: string) => `${account} at ${host}`,
		allCourses: 'all courses, including ones added later',
		someCourses: (count: number, names: readonly string[]) =>
			names.length === 0 ? plural(count, 'course') : `${plural(count, 'course')}: ${names.join(', ')}`,
		byRule: (rule: string, count: number) => `${plural(count, 'course')} that match now: ${rule}`,
		read: (day: string, accounts: number, teams: number, courses: number, grants: number) =>
			`${day}: ${plural(accounts, 'account')}, ${plural(teams, 'team')}, ${plural(courses, 'course')}, ${plural(grants, 'grant')}`,
		newApp: (name: string) => `${name} (new)`,
		me: 'whoever signs in',
		owners: (count: number) => plural(count, 'person', 'people'),
		needs: {
			signIn: 'a ConductorOne sign-in that may create connectors',
			maybeKey: 'the Litmos API key, from your colleague, unless an owner enters it in ConductorOne',
			litmosKey: 'the Litmos API key; Account Owners can get one',
			later: 'to finish, the ConductorOne sign-in of your colleague, or yours',
		},
		otherHost: (host: string) =>
			`The API key would go to ${host}, which is not an address of Litmos. Don’t continue unless you know it.`,
	},
	/** On the page that asks for the key. */
	needsKey:
		'To run the connector this way, the Litmos API key is needed here. Ask your colleague for it, or go back and choose “Hosted, key added later”.',
} as const;
