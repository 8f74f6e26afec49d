import {openSharedAllowance} from '../../../source/litmos/shared-allowance.ts';

/** Takes places of one allowance as fast as it can until fifty are taken by everybody; prints how many were its own. */
const shared = openSharedAllowance({
	folder: process.argv[2]!,
	baseUrl: 'https://litmos.test',
	apiKey: 'key',
	windowMs: 600_000,
	onUnshared: (reason) => {
		throw new Error(reason);
	},
});
let mine = 0;
while (shared.take((others) => others.length + mine < 50)) mine++;
shared.close();
process.stdout.write(String(mine));
