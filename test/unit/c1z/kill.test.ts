import {fork} from 'node:child_process';
import {once} from 'node:events';
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {expect, test} from 'vitest';
import {PrivateFile} from '../../../source/c1z/private-file.ts';
import {openWorkingFile} from '../../../source/c1z/working-file.ts';
import {folder} from './tenant.ts';

const program = new URL('./kill-child.ts', import.meta.url);

async function killed(mode: string, into: string, afterMessages: number): Promise<unknown> {
	const child = fork(program, [mode, into], {execArgv: ['--disable-warning=ExperimentalWarning']});
	let messages = 0;
	let last: unknown;
	child.on('message', (message) => {
		last = message;
		if (++messages === afterMessages) child.kill('SIGKILL');
	});
	const [code, signal] = await once(child, 'exit');
	expect([code, signal]).toEqual([null, 'SIGKILL']);
	return last;
}

test.each([1, 7, 40])(
	'a sync killed around page %i is whole: every page is there with its checkpoint, or not at all',
	async (page) => {
		const into = folder();
		const told = (await killed('commit', into, page)) as number;
		const path = join(into, 'working.db');
		const working = openWorkingFile(path);
		const checkpoint = working.checkpoint('accounts');
		// The process tells of a page after committing it; it may have committed more before it died.
		expect(checkpoint?.rows).toBeGreaterThanOrEqual(told);
		expect(working.counts()).toMatchObject({accounts: checkpoint?.rows, grants: checkpoint?.rows});
		expect([...working.resources('user')]).toHaveLength(checkpoint!.rows);
		working.close();
		const db = new DatabaseSync(path);
		expect(db.prepare('pragma integrity_check').get()).toEqual({integrity_check: 'ok'});
		expect(db.prepare('select count(*) as n from grants').get()).toEqual({n: checkpoint?.rows});
		db.close();
	},
);

test('sealing that is killed leaves no rows behind', async () => {
	const into = folder();
	await killed('seal', into, 1);
	expect(readdirSync(into).filter((name) => name.includes('rows'))).toEqual([]);
	expect(readdirSync(into)).not.toContain('out.c1z');
});

test('what a killed process could not take away, the next one does', async () => {
	const into = folder();
	await killed('private', into, 1);
	expect(readdirSync(into)).toHaveLength(1);
	const next = new PrivateFile(join(into, 'x'), 'decoded');
	expect(readdirSync(into)).toHaveLength(1);
	next.remove();
	expect(readdirSync(into)).toEqual([]);
});
