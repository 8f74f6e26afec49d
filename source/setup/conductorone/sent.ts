import type {ExplorerClient} from '../../c1z/explorer-client.ts';
import type {SentCounts} from '../../conductorone/rest/proof.ts';

/**
 * What a finished sync sends. Grants to people who are in no list of Litmos are sent, too, but there is no account that
 * could show them in ConductorOne, so they are counted apart and not waited for.
 *
 * @param open opens the working file or the sealed one; it is closed again
 */
export async function countSent(open: () => Promise<ExplorerClient>, signal?: AbortSignal): Promise<SentCounts> {
	const explorer = await open();
	try {
		const {counts, unlistedGrants} = await explorer.overview(signal === undefined ? {} : {signal});
		const {accounts, entitlements, grants} = counts;
		return {accounts, entitlements, grants, ...(unlistedGrants === 0 ? {} : {unlistedGrants})};
	} finally {
		await explorer.close();
	}
}

export async function sentCountsOf(workingFile: string, signal?: AbortSignal): Promise<SentCounts> {
	const {startExplorer} = await import('../../c1z/explorer-client.ts');
	return countSent(() => startExplorer(workingFile), signal);
}
