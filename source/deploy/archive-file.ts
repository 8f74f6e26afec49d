import type {DeployFile} from './answers.ts';
import {archiveMessages} from './messages.ts';

/** The program itself, packed, for a machine that hasn't got it. */
export const archiveFile = (): DeployFile => ({
	name: 'litmos-connector.tgz',
	content: archiveMessages.inDryRun,
	bytes: async () => (await import('./program-archive.ts')).programArchive(),
});
