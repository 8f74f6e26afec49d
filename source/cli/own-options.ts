import type {OwnOption} from './command.ts';

/**
 * Options that several commands share and that are no settings. Apart from what reads them: the words of all commands are
 * loaded at every start, their rooms only when the command runs.
 */

export const assignmentOptions: readonly OwnOption[] = [
	{flags: '--account <account>', help: 'The account, by its id, user name or e-mail.'},
	{flags: '--course <course>', help: 'The course, by its id, its number in the web address, or its code.'},
	{flags: '--dry-run', help: 'Say what would be done, and do nothing.'},
];

export const targetOptions: readonly OwnOption[] = [
	{flags: '--app <name>', help: 'The app, by name or id (default: the one set up last).'},
	{flags: '--connector-id <id>', help: 'The connector, when the app has several.'},
];

/** The answers that only `connect` and `export` take, as flags and, by the same names, in a JSON file. */
export const fileOptions: readonly OwnOption[] = [
	{flags: '--folder <path>', help: 'Where to write files (default: ./litmos-connector-<way>).'},
	{flags: '--overwrite', help: 'Replace files that hold something else.'},
	{flags: '--namespace <name>', help: 'Kubernetes namespace.'},
	{
		flags: '--image <litmos-connector|baton-litmos>',
		help: 'This program’s image or the one ConductorOne publishes (default baton-litmos; systemd: litmos-connector).',
	},
	{flags: '--run-by <conductorone|here>', help: 'Terraform: who runs the connector (default conductorone).'},
];

export const connectOptions: readonly OwnOption[] = [
	{flags: '--app <name>', help: 'An app that ConductorOne manages already, by name or id.'},
	{flags: '--new-app <name>', help: 'Create an app of this name.'},
	{flags: '--promote <name>', help: 'Manage an app that a directory shows and nobody manages yet.'},
	{flags: '--owner <people...>', help: 'Owners: e-mail addresses, user ids or “me” (default: you).'},
	{
		flags: '--hosting <hosted|here|kubernetes|terraform|docker|systemd>',
		help: 'Who runs the connector: ConductorOne, this program, or another place of yours.',
	},
	{flags: '--delegate-to <person>', help: 'Hosted: let this person fill in the Litmos key in ConductorOne.'},
	{flags: '--connector <reuse|new>', help: 'What to do when the app has a Litmos connector (default reuse).'},
	{flags: '--connector-name <name>', help: 'Name of a self-hosted connector (default Litmos).'},
	{flags: '--apply', help: 'Kubernetes: apply the files with kubectl and watch the pod.'},
	...fileOptions,
	{
		flags: '--answers <file>',
		help: 'A JSON file with these answers, such as {"newApp": "Litmos", "hosting": "here"}; - reads standard input. Flags win.',
	},
];
