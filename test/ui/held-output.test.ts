import {PassThrough} from 'node:stream';
import {expect, it} from 'vitest';
import {holdWrites} from '../../source/ui/terminal/held-output.ts';

it('keeps what is written while it holds, and gives it back in order', async () => {
	const stream = new PassThrough({encoding: 'utf8'});
	const held = holdWrites(stream);
	const taken = new Promise<void>((resolve) => stream.write('one ', () => resolve()));
	stream.write(Buffer.from('two '));
	await taken;
	expect(stream.read()).toBeNull();
	held.release();
	stream.write('three');
	expect(stream.read(13)).toBe('one two three');
});
