import {systemReason} from '../problem/messages.ts';
import type {ProblemTexts} from '../problem/problem.ts';

/** Why files for a deployment were not written. */
export const writeMessages = {
	inTheWay: (folder: string, names: readonly string[]): ProblemTexts => ({
		what: `${folder} already holds other versions of ${names.join(', ')}`,
		why: 'You may have edited them, so nothing was written.',
		next: ['Use another folder, or add --overwrite to replace them.'],
	}),
	full: (folder: string): ProblemTexts => notWritten(folder, 'The disk is full.'),
	refused: (folder: string, answer: string): ProblemTexts => notWritten(folder, systemReason(answer)),
} as const;

/** What a cluster needs before files can be applied to it. */
export const clusterMessages = {
	build: (image: string) =>
		`Build the image: “export --to docker --image litmos-connector” writes a folder with its Dockerfile. Push it to a registry that the cluster can pull from. Then replace ${image} with its name, or export again with --image.`,
	context: (placeholder: string) => `Replace ${placeholder} with the kubectl context of your cluster.`,
	namespace: 'Create the namespace if it doesn’t exist yet.',
} as const;

/** Of the program itself, which goes along with the files for a machine without it. */
export const archiveMessages = {
	inDryRun: 'This program itself, packed.',
	notBuilt: {
		what: 'This program cannot be packed, because it was not built',
		next: ['Run “npm run build” first, or install the program again.'],
	},
} as const;

const notWritten = (folder: string, why: string): ProblemTexts => ({
	what: `Can’t write the files to ${folder}`,
	why,
	next: ['Use a folder that you can write to.'],
});
