import {execFile, execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {type Sandbox, startSandbox} from '../sandbox/sandbox.ts';
import {openC1z, type ReadC1z} from '../unit/c1z/rows.ts';
import {missingLitmosConnector, missingPrograms} from './programs.ts';

const missing = missingPrograms() ?? missingLitmosConnector();
if (missing) console.log(`Skipped: ${missing}`);

const run = promisify(execFile);
const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** Both connectors read the same tenant; the files must hold the same ids. */
describe.skipIf(missing)('beside ConductorOne’s own Litmos connector', () => {
	let folder: string;
	let sandbox: Sandbox;

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'beside-'));
		sandbox = await startSandbox({litmos: {limiter: 'none'}});
		writeFileSync(join(folder, 'go.mod'), 'module beside\n\ngo 1.25.2\n');
		execFileSync('go', ['get', 'github.com/conductorone/baton-litmos/cmd/baton-litmos@latest'], {cwd: folder});
		execFileSync('go', ['build', '-o', 'theirs', 'github.com/conductorone/baton-litmos/cmd/baton-litmos'], {
			cwd: folder,
		});
	});
	afterAll(async () => {
		await sandbox.close();
		rmSync(folder, {recursive: true, force: true});
	});

	const content = (file: ReadC1z) => ({
		resources: [...file.resources()].map(({id}) => `${id?.resourceType}:${id?.resource}`).sort(),
		entitlements: [...file.entitlements()].map(({id}) => id).sort(),
		grants: [...file.grants()].map(({id}) => id).sort(),
	});

	test('the two files hold the same resources, entitlements and grants', async () => {
		const {BATON_CLIENT_ID: _id, BATON_CLIENT_SECRET: _secret, ...tenant} = sandbox.environment;
		const env = {PATH: process.env.PATH, HOME: folder, BATON_STATE_FOLDER: join(folder, 'state'), ...tenant};
		await run(join(folder, 'theirs'), ['-f', join(folder, 'theirs.c1z')], {env, cwd: folder});
		await run(process.execPath, [program, 'sync', '-f', join(folder, 'ours.c1z')], {env, cwd: folder});
		const theirs = await openC1z(join(folder, 'theirs.c1z'));
		const ours = await openC1z(join(folder, 'ours.c1z'));
		expect(content(ours)).toEqual(content(theirs));
		theirs.close();
		ours.close();
	});
});
