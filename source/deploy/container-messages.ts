/** What to do with the files for Docker compose. */
export const composeWords = {
	place: 'Copy this folder to the machine with Docker and open a shell in it; compose builds the image from it.',
	start: 'Start it.',
	read: 'Read what it says.',
} as const;
