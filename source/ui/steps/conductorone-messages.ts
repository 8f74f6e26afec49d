import {count, duration, plural} from '../../text/amounts.ts';

/** The page that asks for the credential of a connector. */
export const conductoroneMessages = {
	title: 'Connect to ConductorOne',
	clientId: 'Client ID',
	clientSecret: 'Client secret',
	noSecret: 'paste it here',
	help: [
		'In ConductorOne, open the Litmos connector, select Edit under Settings, then Rotate.',
		'The client ID and secret are shown once. You can paste both together.',
	],
	reading: (spent: number, left: number | null, seconds: number | null) =>
		`Still reading from Litmos: ${left === null ? plural(spent, 'request') : `${count(spent)} of about ${plural(spent + left, 'request')}`}${seconds === null ? '' : `, about ${duration(seconds)} left`}.`,
} as const;
