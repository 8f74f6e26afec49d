import {count, duration} from '../../text/amounts.ts';

/** The page that asks for the credential of a connector. */
export const conductoroneWords = {
	title: 'Which connector in ConductorOne gets the data?',
	clientId: 'Client ID',
	clientIdHint: 'such as name@tenant.conductor.one/abc',
	clientSecret: 'Client secret',
	noSecret: 'paste it here',
	help: [
		'In ConductorOne, open the Litmos connector, choose Edit in Settings, then Rotate.',
		'It shows Client ID and Secret once. Both may be pasted together.',
	],
	noConnector: 'No connector yet? A Connector Administrator can add one in ConductorOne.',
	both: 'Client ID and secret were both in what you pasted.',
	swapped: 'That was the secret: it is in its own field now.',
	swappedId: 'That was the Client ID: it is in its own field now.',
	checking: 'Asking ConductorOne whether the credential works',
	check: 'check and go on',
	needId: 'Please paste the Client ID.',
	needSecret: 'Please paste the client secret.',
	reading: (spent: number, left: number | null, seconds: number | null) =>
		`Litmos is still being read: ${count(spent)}${left === null ? '' : ` of about ${count(spent + left)}`} requests${seconds === null ? '' : `, about ${duration(seconds)} left`}.`,
	read: 'Everything is read from Litmos.',
} as const;
