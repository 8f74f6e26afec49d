/** What to do with the files for Docker compose. */
export const composeWords = {
	place: "Put both files beside this project's Dockerfile; compose builds the image from it.",
	start: 'Start it.',
	read: 'Read what it says.',
} as const;
