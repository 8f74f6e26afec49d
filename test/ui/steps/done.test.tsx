import {expect, it} from 'vitest';
import type {ConnectState} from '../../../source/setup/conductorone/state.ts';
import type {SetupState} from '../../../source/setup/state.ts';
import {connectScenes} from './connect-scenes.ts';
import {renderWizard, still} from './scripted.tsx';

/** The last page with other news from ConductorOne. */
async function page(change: Partial<ConnectState>) {
	const {state} = connectScenes['done-missing']!;
	const changed: SetupState = {...state, connect: {...state.connect, ...change}};
	const app = await renderWizard(still(changed).setup);
	await app.waitForText('In ConductorOne');
	return app.frame();
}
const missing = connectScenes['done-missing']!.state.connect.proof!;

it('claims nothing while ConductorOne is still processing, and warns once the wait is over', async () => {
	expect(await page({watch: {status: 'running'}})).toMatch(/● ConductorOne is still processing: 8 grants missing/);
	expect(await page({})).toMatch(/▲ ConductorOne is still processing: 8 grants missing/);
	const {proof} = connectScenes['done-arrived']!.state.connect;
	expect(await page({proof})).toMatch(/✓ ConductorOne has received everything/);
});

it('counts as sent what the review said, and says why fewer grants show', async () => {
	const [accounts, entitlements, grants] = missing.rows!;
	const rows = [accounts!, entitlements!, {...grants!, sent: 4206, arrived: 4202, missing: 0, unlisted: 4}];
	const proof = {...missing, arrived: {...missing.arrived, grants: 4202}, rows, isComplete: true};
	const screen = await page({proof});
	expect(screen).toMatch(/Grants +4,206 +4,202 +–/);
	expect(screen.replace(/\s+/g, ' ')).toContain(
		'4 grants are for accounts that Litmos no longer lists, so ConductorOne doesn’t show them.',
	);
	expect(screen).toContain('✓ ConductorOne has received everything');
});
