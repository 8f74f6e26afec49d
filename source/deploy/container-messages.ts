/** What to do with the files for Docker compose. */
export const composeWords = {
	place: 'Copy this folder to the machine with Docker and open a shell in it. Docker Compose builds the image from it.',
	start: 'Start the connector.',
	read: 'Follow its log.',
} as const;
