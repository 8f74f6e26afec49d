import {expect, it} from 'vitest';
import {isKept, type LogLevel} from '../../../source/sync/log.ts';

it.each<[LogLevel, LogLevel[]]>([
	['debug', ['debug', 'info', 'warn', 'error']],
	['info', ['info', 'warn', 'error']],
	['error', ['error']],
])('from %s up, keeps %s', (least, kept) => {
	const levels = ['debug', 'info', 'warn', 'error'] as const;
	expect(levels.filter((level) => isKept(level, least))).toEqual(kept);
});
