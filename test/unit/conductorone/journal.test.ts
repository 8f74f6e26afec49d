import {appendFileSync, mkdtempSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {finishRequest, unsupported} from '../../../source/conductorone/tasks/decide.ts';
import {openJournal} from '../../../source/conductorone/tasks/journal.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'journal-'));
});
afterEach(() => rmSync(folder, {recursive: true}));

const answerTo = (taskId: string) => finishRequest('host', taskId, unsupported('grant'));

it('remembers answers through a restart, in a private file', () => {
	const path = join(folder, 'deep', 'tasks.jsonl');
	const journal = openJournal(path);
	journal.answered('a', answerTo('a'));
	journal.answered('b', answerTo('b'));
	journal.acknowledged('a');
	const again = openJournal(path);
	expect(again.find('a')).toEqual({answer: answerTo('a'), acknowledged: true, redelivered: 0});
	expect(again.find('b')).toMatchObject({acknowledged: false});
	expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('survives a torn last line and rubbish', () => {
	const path = join(folder, 'tasks.jsonl');
	openJournal(path).answered('a', answerTo('a'));
	appendFileSync(path, '{"task":"x","answer":"////"}\nnull\n{"task":"b","answer":"CgR');
	const again = openJournal(path);
	expect(again.find('a')).toBeDefined();
	expect(again.find('b')).toBeUndefined();
	expect(again.find('x')).toBeUndefined();
	again.answered('d', answerTo('d'));
	expect(openJournal(path).find('d')).toBeDefined();
});

it('does not grow without end', () => {
	const path = join(folder, 'tasks.jsonl');
	const journal = openJournal(path);
	for (let index = 0; index < 3000; index++) {
		journal.answered(`t${index}`, answerTo(`t${index}`));
		journal.acknowledged(`t${index}`);
	}
	expect(readFileSync(path, 'utf8').split('\n').length).toBeLessThan(4200);
	expect(journal.find('t0')).toBeUndefined();
	expect(journal.find('t2999')).toMatchObject({acknowledged: true});
});

it('says so when it cannot be written', () => {
	appendFileSync(join(folder, 'file'), '');
	expect(() => openJournal(join(folder, 'file', 'tasks.jsonl'))).toThrow(
		expect.objectContaining({code: 'disk/denied'}),
	);
});
