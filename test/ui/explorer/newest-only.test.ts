import {expect, test} from 'vitest';
import {newestOnly} from '../../../source/ui/explorer/newest-only.ts';

test('what was given up before its turn is never asked; the newest is', async () => {
	const ask = newestOnly();
	const asked: string[] = [];
	const question = (text: string) => async () => {
		asked.push(text);
		return text;
	};
	let finishFirst: (text: string) => void = () => {};
	const never = new AbortController().signal;
	const first = ask(() => new Promise<string>((resolve) => (finishFirst = resolve)), never);
	const given = new AbortController();
	const second = ask(question('an'), given.signal);
	const third = ask(question('ana'), never);
	given.abort();
	await Promise.resolve();
	expect(asked).toEqual([]);
	finishFirst('a');
	expect(await first).toBe('a');
	await expect(second).rejects.toMatchObject({code: 'cancelled'});
	expect(await third).toBe('ana');
	expect(asked).toEqual(['ana']);
});

test('a failed question does not keep the next one waiting', async () => {
	const ask = newestOnly();
	const {signal} = new AbortController();
	await expect(ask(() => Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
	expect(await ask(async () => 'yes', signal)).toBe('yes');
});
