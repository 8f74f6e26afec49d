/** What was answered before, when the set-up offers to go on from there. */
export const resumeMessages = {
	account: (source: string, host: string) => `Litmos account ${source} at ${host}`,
	noSource: '(none)',
	allCourses: 'All courses',
	courseRule: (rule: string) => `Courses that match: ${rule}`,
	someCourses: (courses: number) => `${courses} ${courses === 1 ? 'course' : 'courses'}`,
	client: (clientId: string) => `ConductorOne client ${clientId}`,
} as const;
