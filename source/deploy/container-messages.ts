/** What to do with the files for Docker compose. */
export const composeWords = {
	place: "Put both files beside this project's Dockerfile; compose builds the image from it.",
	start: 'Start it.',
	read: 'Read what it says.',
} as const;

/** What the systemd service is, and what to do with its files. */
export const systemdWords = {
	description: 'Litmos connector for ConductorOne',
	program: (path: string) => `Install the program on that machine so that ${path} starts it.`,
	batonLitmos: (path: string) => `Put ConductorOne's baton-litmos at ${path}.`,
	credentials: 'Install the credentials, readable by root only.',
	service: 'Install the service.',
	start: 'Start it now and at each boot.',
	read: 'Read what it says.',
} as const;
