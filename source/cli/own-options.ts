import {runnerNames} from '../deploy/terraform-hosting.ts';
import {hostings} from '../deploy/ways.ts';
import type {OwnOption} from './command.ts';
import {optionWords} from './messages.ts';

/**
 * Options that several commands share and that are no settings. Apart from what reads them: the words of all commands are
 * loaded at every start, the modules they use only when the command runs.
 */

export const assignmentOptions: readonly OwnOption[] = [
	{flags: '--account <account>', help: optionWords.assignment.account},
	{flags: '--course <course>', help: optionWords.assignment.course},
	{flags: '--dry-run', help: optionWords.assignment.dryRun},
];

export const targetOptions: readonly OwnOption[] = [
	{flags: '--app <name>', help: optionWords.target.app},
	{flags: '--connector-id <id>', help: optionWords.target.connectorId},
];

/** The answers that only `connect` and `export` take, as flags and, by the same names, in a JSON file. */
export const fileOptions: readonly OwnOption[] = [
	{flags: '--folder <path>', help: optionWords.files.folder},
	{flags: '--overwrite', help: optionWords.files.overwrite},
	{flags: '--namespace <name>', help: optionWords.files.namespace},
	{flags: '--context <name>', help: optionWords.files.context},
	{flags: '--image <image>', help: optionWords.files.image},
	{flags: '--packaging <manifests|kustomize|helm>', help: optionWords.files.packaging},
	{flags: '--external-secrets <store>', help: optionWords.files.externalSecrets},
	{flags: `--run-by <${runnerNames.join('|')}>`, help: optionWords.files.runBy},
];

export const connectOptions: readonly OwnOption[] = [
	{flags: '--app <name>', help: optionWords.connect.app},
	{flags: '--new-app <name>', help: optionWords.connect.newApp},
	{flags: '--promote <name>', help: optionWords.connect.promote},
	{flags: '--owner <people...>', help: optionWords.connect.owner},
	{flags: `--hosting <${hostings.join('|')}>`, help: optionWords.connect.hosting},
	{flags: '--delegate-to <person>', help: optionWords.connect.delegateTo},
	{flags: '--connector <reuse|new>', help: optionWords.connect.connector},
	{flags: '--connector-name <name>', help: optionWords.connect.connectorName},
	{flags: '--apply', help: optionWords.connect.apply},
	...fileOptions,
	{flags: '--answers <file>', help: optionWords.connect.answers},
];
