import {age} from '../../text/amounts.ts';

/** Choosing a profile, on the first page. */
export const profilesMessages = {
	title: 'Which Litmos account do you want to work with?',
	hint: 'Each one is a profile, with answers, syncs and secrets of its own. Commands take its name: --profile.',
	other: 'Another Litmos account',
	/** Beside it: the profile that is open. */
	current: (name: string) => `now: profile ${name}`,
	profile: (name: string) => `profile ${name}`,
	fresh: 'New profile',
	freshHint: 'for another Litmos account',
	name: 'Profile name',
	nameHint: 'Such as emea or acme-training. You’ll type it in commands.',
	create: 'create profile',
	notSetUp: 'not set up yet',
	neverPushed: 'not pushed yet',
	pushed: (milliseconds: number) => `pushed ${age(milliseconds)} ago`,
	separator: ' · ',
	about: [
		'A profile has the answers, syncs and secrets of one Litmos account. The profile named default was there first.',
		'To skip this question, name a profile when you start: --profile emea, or the variable BATON_PROFILE.',
		'Profiles that use the same API key share its request limit.',
	],
} as const;
