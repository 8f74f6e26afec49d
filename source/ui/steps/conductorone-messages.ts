import {count, duration, plural} from '../../text/amounts.ts';

/** The page that asks for the credential of a connector. */
export const conductoroneMessages = {
	title: 'Connect to ConductorOne',
	about: [
		'A connector in ConductorOne has a client ID and a client secret. With them, litmos-connector sends the data as that connector.',
		'ConductorOne shows the secret once, when it is created or rotated.',
	],
	clientId: 'Client ID',
	clientIdHint: 'such as name@acme.conductor.one/abc',
	clientSecret: 'Client secret',
	noSecret: 'paste it here',
	help: [
		'In ConductorOne, open the Litmos connector, select Edit under Settings, then Rotate.',
		'The client ID and secret are shown once. You can paste both together.',
	],
	noConnector: 'No connector yet? A Connector Administrator can add one in ConductorOne.',
	both: 'You pasted both the client ID and the secret.',
	swapped: 'That was the secret, so it moved to its own field.',
	swappedId: 'That was the client ID, so it moved to its own field.',
	checking: 'Checking the client ID and secret with ConductorOne',
	check: 'check and continue',
	needId: 'Paste the client ID.',
	needSecret: 'Paste the client secret.',
	reading: (spent: number, left: number | null, seconds: number | null) =>
		`Still reading from Litmos: ${left === null ? plural(spent, 'request') : `${count(spent)} of about ${plural(spent + left, 'request')}`}${seconds === null ? '' : `, about ${duration(seconds)} left`}.`,
	read: 'Finished reading from Litmos.',
} as const;
