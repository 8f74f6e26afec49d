/** What to do with the files for Docker compose. */
export const composeMessages = {
	place: 'Copy this folder to the machine with Docker and open a shell in it. Docker Compose builds the image from it.',
	start: 'Start the connector.',
	read: 'Follow its log.',
} as const;

/** What a person is told of this way to run the connector. */
export const dockerWay = {
	name: 'Docker Compose',
	short: 'files for any machine with Docker',
	long: 'Keeps running on your own machine with Docker. You operate it.',
} as const;
