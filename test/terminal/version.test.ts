import {expect, test} from 'vitest';
import {Terminal} from './terminal.ts';

test('the built program says its version and ends well', async () => {
	await using terminal = new Terminal(['--version']);
	expect(await terminal.ended).toEqual({exitCode: 0, signal: undefined});
	expect(terminal.transcript()).toMatch(/\d+\.\d+\.\d+/);
});
