import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';

const module = new URL('../../../source/c1z/private-folder.ts', import.meta.url).href;

let temporary: string;
beforeEach(() => {
	temporary = mkdtempSync(join(tmpdir(), 'private-folder-'));
});
afterEach(() => rmSync(temporary, {recursive: true, force: true}));

/** Another process that makes a folder with a file in it, tells where, and then does as it is told. */
async function startWith(then: string) {
	const code = `
		import {writeFileSync} from 'node:fs';
		const {PrivateFolder} = await import(${JSON.stringify(module)});
		const folder = new PrivateFolder('look');
		writeFileSync(folder.path + '/rows.db', 'Ana');
		process.stdout.write(folder.path);
		${then}`;
	const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', code], {
		env: {...process.env, TMPDIR: temporary},
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const exit = once(child, 'exit');
	const [told] = (await once(child.stdout, 'data')) as [Buffer];
	return {child, exit, path: told.toString()};
}

test('goes when the process ends at once or by an error nobody caught', async () => {
	for (const then of [
		'process.exit(130)',
		'await 0; process.exitCode = 1',
		'process.on("uncaughtException", () => process.exit(1)); throw 1',
	]) {
		const {exit, path} = await startWith(then);
		await exit;
		expect(existsSync(path), then).toBe(false);
	}
});

test('what a killed process left goes with the next folder or start; a running one keeps its own', async () => {
	const stay = 'setInterval(() => {}, 1000)';
	const killed = await startWith(stay);
	const running = await startWith(stay);
	expect(statSync(running.path).mode & 0o777).toBe(0o700);
	killed.child.kill('SIGKILL');
	await killed.exit;
	expect(existsSync(join(killed.path, 'rows.db'))).toBe(true);
	const ofLaterNumber = join(temporary, `litmos-connector-look-${process.pid}-00000000.1-abcdef`);
	if (process.platform === 'linux') mkdirSync(ofLaterNumber);
	const next = await startWith('process.exit(0)');
	await next.exit;
	expect(readdirSync(temporary)).toEqual([running.path.slice(temporary.length + 1)]);
	running.child.kill('SIGKILL');
	await running.exit;
});
