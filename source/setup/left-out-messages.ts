import {plural} from '../text/amounts.ts';

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
