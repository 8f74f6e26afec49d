import {spawnSync} from 'node:child_process';
import {chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {text as textOf} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';
import {parseEnv} from 'node:util';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import {stateFolder} from '../../source/deploy/answers.ts';
import {onlyLong} from '../long.ts';
import {main, makePlace, makeSandbox, pointedAt} from '../unit/program/program.ts';
import {replayDockerfile, startImage} from './replay-dockerfile.ts';

/** The image, built step by step into a folder and started read-only, as its user. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const modules = join(root, 'node_modules');
const canMount = process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'true']).status === 0;
if (!canMount) console.log('Skipped: building the image’s files takes root and unshare, which are not here.');

function scratch(): string {
	const folder = mkdtempSync(join(tmpdir(), 'image-'));
	chmodSync(folder, 0o755);
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
}

async function exported(environment: Record<string, string>): Promise<string> {
	const place = makePlace();
	const args = ['export', '--to', 'docker', '--image', 'litmos-connector', '--folder', 'out'];
	const {code, stderr} = await place.run(args, environment);
	expect(code, stderr).toBe(0);
	return join(place.folder, 'out');
}

describe.skipIf(!canMount || !existsSync(main))('the image', () => {
	test('from the exported folder alone syncs, with nothing but its volume to write to', async () => {
		const sandbox = await makeSandbox();
		const folder = await exported(pointedAt(sandbox));
		const image = replayDockerfile(readFileSync(join(folder, 'Dockerfile'), 'utf8'), folder, scratch(), modules);
		expect(image.user).toBe('65532:65532');
		const variables = parseEnv(readFileSync(join(folder, 'connector.env'), 'utf8')) as Record<string, string>;
		// The sandbox speaks without encryption, which no deployment would be told to do.
		const environment = {...variables, BATON_C1_INSECURE: 'true', BATON_HEALTH_CHECK: 'false'};
		const child = startImage(image, [], environment, ['ignore', 'ignore', 'pipe']);
		onTestFinished(() => void child.kill('SIGKILL'));
		let said = '';
		child.stderr?.on('data', (data) => {
			said += data;
		});
		await vi.waitFor(() => expect(sandbox.conductorOne.report().finished, said).toHaveLength(1), {timeout: 180_000});
		expect(sandbox.conductorOne.report().syncs[0]).toMatchObject({problems: []});
		child.kill('SIGTERM');
		expect(await new Promise((resolve) => child.on('exit', resolve)), said).toBe(0);
		// As `docker compose exec` would ask inside it.
		const looking = startImage(image, ['status', '--local', '-o', 'json'], environment, ['ignore', 'pipe', 'ignore']);
		const {runs} = JSON.parse(await textOf(looking.stdout!));
		expect(runs).toMatchObject({service: {last: {exit: 0, counts: {accounts: 30}, error: null}}});
		expect(readdirSync(image.root + stateFolder).length).toBeGreaterThan(0);
		for (const name of readdirSync(image.root + stateFolder)) {
			expect(statSync(join(image.root, stateFolder, name)).uid).toBe(65_532);
		}
	});

	test.skipIf(onlyLong !== null)('from a clone holds the program, its licenses, and starts', async () => {
		const image = replayDockerfile(readFileSync(join(root, 'Dockerfile'), 'utf8'), root, scratch(), modules);
		const program = join(image.root, 'opt/litmos-connector');
		expect(readdirSync(program).sort()).toEqual(
			['LICENSE', 'README.md', 'THIRD-PARTY-NOTICES', 'bin', 'dist', 'package.json'].sort(),
		);
		expect(readFileSync(join(program, 'THIRD-PARTY-NOTICES'), 'utf8')).toContain('Each keeps its own license.');
		const child = startImage(image, ['sync', '--demo', '--file', `${stateFolder}/demo.c1z`], {}, [
			'ignore',
			'pipe',
			'pipe',
		]);
		const [said, code] = await Promise.all([
			textOf(child.stderr!),
			new Promise((resolve) => child.on('exit', resolve)),
		]);
		expect(code, said).toBe(0);
		expect(existsSync(`${image.root}${stateFolder}/demo.c1z`)).toBe(true);
	});
});
