import {runnerNames} from '../deploy/terraform-hosting.ts';
import {hostings} from '../deploy/ways.ts';
import type {OwnOption} from './command.ts';
import {optionMessages} from './messages.ts';

/**
 * Options that several commands share and that are no settings. Apart from what reads them: the words of all commands are
 * loaded at every start, the modules they use only when the command runs.
 */

export const assignmentOptions: readonly OwnOption[] = [
	{flags: '--account <account>', help: optionMessages.assignment.account},
	{flags: '--course <course>', help: optionMessages.assignment.course},
	{flags: '--dry-run', help: optionMessages.assignment.dryRun},
];

export const targetOptions: readonly OwnOption[] = [
	{flags: '--app <name>', help: optionMessages.target.app},
	{flags: '--connector-id <id>', help: optionMessages.target.connectorId},
];

/** The answers that only `connect` and `export` take, as flags and, by the same names, in a JSON file. */
export const fileOptions: readonly OwnOption[] = [
	{flags: '--folder <path>', help: optionMessages.files.folder},
	{flags: '--overwrite', help: optionMessages.files.overwrite},
	{flags: '--namespace <name>', help: optionMessages.files.namespace},
	{flags: '--context <name>', help: optionMessages.files.context},
	{flags: '--image <image>', help: optionMessages.files.image},
	{flags: '--packaging <manifests|kustomize|helm>', help: optionMessages.files.packaging},
	{flags: '--external-secrets <store>', help: optionMessages.files.externalSecrets},
	{flags: `--run-by <${runnerNames.join('|')}>`, help: optionMessages.files.runBy},
];

export const connectOptions: readonly OwnOption[] = [
	{flags: '--app <name>', help: optionMessages.connect.app},
	{flags: '--new-app <name>', help: optionMessages.connect.newApp},
	{flags: '--promote <name>', help: optionMessages.connect.promote},
	{flags: '--owner <people...>', help: optionMessages.connect.owner},
	{flags: `--hosting <${hostings.join('|')}>`, help: optionMessages.connect.hosting},
	{flags: '--delegate-to <person>', help: optionMessages.connect.delegateTo},
	{flags: '--connector <reuse|new>', help: optionMessages.connect.connector},
	{flags: '--connector-name <name>', help: optionMessages.connect.connectorName},
	{flags: '--apply', help: optionMessages.connect.apply},
	...fileOptions,
	{flags: '--answers <file>', help: optionMessages.connect.answers},
];
