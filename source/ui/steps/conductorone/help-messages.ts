import type {Page} from '../../../setup/conductorone/state.ts';

/** What `?` says about each page of the set-up in ConductorOne. */
export const pageHelp: Record<Page | 'way-in', readonly string[]> = {
	'way-in': [
		'There are two ways. After you sign in, litmos-connector creates the app and the connector for you.',
		'With the client ID and secret of a connector that exists, it sends the data to that one.',
	],
	'sign-in': [
		'litmos-connector needs your permission to create the app and the connector in ConductorOne.',
		'In the browser you sign in as usual and approve a code. ConductorOne then creates an API key of your user for this program.',
		'A personal API key is one that you created in ConductorOne yourself. Use it where no browser is at hand.',
	],
	tenant: [
		'The address is the one in your browser when you use ConductorOne, such as acme.conductor.one. The first part is enough.',
		'Enter opens your browser, where you sign in.',
	],
	code: [
		'The browser shows a code. If it is the one on this page, approve it there, and the set-up continues here.',
		'No browser on this computer? Open the address on another device.',
	],
	key: [
		'A personal API key has two parts, a client ID and a client secret. ConductorOne shows the secret once, when the key is created.',
		'The key acts for the user who created it. That user needs to be a Connector Administrator.',
	],
	account: [
		'This is the user you are signed in as. The roles decide what you can create.',
		'A connector needs a Connector Administrator. Some steps need a Super Administrator.',
	],
	app: [
		'An app is what ConductorOne calls a system whose access it manages, here Litmos. The data of the connector goes to one app.',
		'Select an app that stands for Litmos already, or create one. An app that was found in a directory becomes managed.',
	],
	'new-app': ['People see this name in ConductorOne, for instance when they ask for access or review it.'],
	owners: [
		'Owners answer for the app in ConductorOne, for instance in access reviews.',
		'Space selects a person, and Enter continues. With an empty selection, you become the owner.',
	],
	hosting: [
		'A connector runs somewhere to read Litmos again and again. ConductorOne can host it, or you run it yourself.',
		'If ConductorOne hosts it, the Litmos key is saved there. If you run it, you store the key, and the program sends the data.',
		'The text below the list says what the selected way means.',
	],
	folder: [
		'The files for the way you selected go to this folder.',
		'The review shows your answers first. The files are written after you confirm it.',
	],
	review: [
		'This is what will be created in ConductorOne after you confirm.',
		'Esc goes back, where you can change an answer.',
	],
	work: [
		'Each line is a step in ConductorOne. If a step fails, this page says why, and you can try it again.',
		'The progress is saved. You can leave and continue later.',
	],
	result: ['This is what exists now, and what is left for you to do. You can copy the commands as they are.'],
};
