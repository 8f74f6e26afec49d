/** Opening a sync file, on the first page. */
export const openFileMessages = {
	choice: 'Open a sync file',
	choiceHint: 'browse what an earlier sync read',
	title: 'Which sync file do you want to open?',
	path: 'File',
	placeholder: 'such as sync.c1z',
	hint: 'Type its path, paste it, or drop the file here. Sync files end in .c1z; litmos-connector sync writes them.',
	empty: 'Enter the path of a file.',
	opening: 'Opening the file',
	open: 'open',
	noEarlier: (command: string) => `No changes to show. To compare two files: ${command}`,
	about: [
		'A sync file has the accounts, teams, courses and grants of one sync. This program and other connectors write them.',
		'Opening one needs no connection and sends it nowhere. You search and open its rows as in the preview.',
	],
} as const;
