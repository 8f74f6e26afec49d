import type {DeployFile} from './answers.ts';
import {archiveWords} from './messages.ts';

/** The program itself, packed, for a machine that hasn't got it. */
export const archiveFile = (): DeployFile => ({
	name: 'litmos-connector.tgz',
	content: archiveWords.inDryRun,
	secret: false,
	bytes: async () => (await import('./program-archive.ts')).programArchive(),
});
