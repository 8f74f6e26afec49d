import {runnerNames} from '../../deploy/terraform-hosting.ts';
import {hostings} from '../../deploy/ways.ts';
import type {OwnOptions} from '../command.ts';

/**
 * Options that several commands share and that are no settings. Apart from what reads them: the words of all commands are
 * loaded at every start, the modules they use only when the command runs.
 */

export const assignmentOptions: OwnOptions = {
	'--account <account>': 'ID, user name or email of the account.',
	'--course <course>': 'ID, web-address number, code or name of the course.',
	'--dry-run': 'Say what would happen, and change nothing.',
};

export const targetOptions: OwnOptions = {
	'--app <name>': 'Name or ID of the app. Default: the one you set up last.',
	'--connector-id <id>': 'ID of the connector, if the app has several.',
};

/** The answers that only `connect` and `export` take, as flags and, by the same names, in a JSON file. */
export const fileOptions: OwnOptions = {
	'--folder <path>': 'Folder for the files. Default: ./litmos-connector-<target>.',
	'--overwrite': 'Replace existing files.',
	'--namespace <name>': 'Kubernetes namespace.',
	'--context <name>': 'Kubernetes: kubectl context of the cluster.',
	'--image <image>':
		'baton-litmos (ConductorOne’s image, the default except for systemd), litmos-connector (this program’s image), or your copy of either, such as registry.example.com/team/litmos-connector:1.0@sha256:….',
	'--packaging <manifests|kustomize|helm>':
		'Kubernetes: plain manifests (the default), a kustomize base with an overlay, or a Helm chart.',
	'--external-secrets <store>':
		'Kubernetes: ClusterSecretStore from which the External Secrets Operator reads the secrets. No file contains them then.',
	[`--run-by <${runnerNames.join('|')}>`]:
		'Terraform: where the connector runs: ConductorOne (the default), a place of your own, or a Kubernetes cluster that the same files deploy to.',
};

/** The answers about ConductorOne that can be handed over. */
export const handoverOptions: OwnOptions = {
	'--app <name>': 'Use this app (name or ID), which ConductorOne already manages.',
	'--new-app <name>': 'Create an app with this name.',
	'--promote <name>': 'Start managing this app, which ConductorOne found in a directory.',
	'--owner <people...>': 'App owners: email addresses, user IDs or “me”. Default: you.',
	[`--hosting <${hostings.join('|')}>`]:
		'Where the connector runs: hosted by ConductorOne, here, or on a platform of yours.',
	'--delegate-to <person>': 'Hosted: let this person enter the Litmos API key in ConductorOne.',
};

export const connectOptions: OwnOptions = {
	...handoverOptions,
	'--connector <reuse|new>': 'Reuse the app’s Litmos connector, or create a new one. Default: reuse.',
	'--connector-name <name>': 'Name of a self-hosted connector. Default: Litmos.',
	'--apply': 'Kubernetes: apply the files with kubectl and watch the pod.',
	...fileOptions,
	'--answers <file>':
		'JSON file with these answers, such as {"newApp": "Litmos", "hosting": "here"}. Use - for standard input. Flags win.',
};
