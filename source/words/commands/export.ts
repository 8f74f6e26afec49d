import type {ProblemWords} from '../../problem/problem.ts';

/** What the command `export` says. */
export const exportWords = {
	summary: 'Write the files that run the connector in another place.',
	description:
		'Writes Kubernetes manifests, Terraform files, a compose file or a systemd unit into a folder, readable by you only. Nobody has to be signed in, and nothing is sent to ConductorOne. Secrets that are known here go into the files that need them; the others become placeholders.',
	options: {
		to: 'What to write files for.',
		newApp: 'Terraform: name of the app to create (default Litmos).',
		owner: 'Terraform: e-mail addresses of the owners of the app.',
	},
	examples: {kubernetes: 'For a cluster', terraform: 'For Terraform, the connector run by ConductorOne'},
	wayMissing: (ways: readonly string[]): ProblemWords => ({
		what: 'What the files are for is missing',
		next: [giveWay(ways)],
	}),
	wayUnknown: (way: string, ways: readonly string[]): ProblemWords => ({
		what: `There are no files for “${way}”`,
		next: [giveWay(ways)],
	}),
	toBeFilledIn: (placeholders: readonly string[]) => `To be filled in: ${placeholders.join(', ')}.`,
	holdsSecrets: (files: readonly string[]) => `${files.join(' and ')} holds secrets: keep it out of version control.`,
	/** Said, because nothing in the files would show it. */
	extrasLeftOut:
		'Extras, leaving out and the bulk read are not in the files: ConductorOne’s image does not know them. This program’s does (--image litmos-connector).',
	imageTakesIds:
		'ConductorOne’s image takes courses by id only; with the API key they would be looked up (BATON_API_KEY).',
	conductorOneTakesIds:
		'ConductorOne takes courses by id only; with the API key they would be looked up (BATON_API_KEY).',
	wasThere: (path: string) => `${path} (was there)`,
} as const;

function giveWay(ways: readonly string[]): string {
	return `Give --to ${ways.join(', --to ')}.`;
}
