import {expect, test} from 'vitest';
import {secondsOf} from '../../../source/litmos/moment.ts';

const noon = Date.UTC(2026, 4, 11, 12, 30, 5) / 1000;

test.each([
	['2026-05-11T12:30:05', noon],
	['2026-05-11T12:30:05.763', noon],
	['2026-05-11T12:30:05Z', noon],
	['2026-05-11 12:30:05', noon],
	['2026-05-11', Date.UTC(2026, 4, 11) / 1000],
	[`/Date(${noon * 1000 + 644}-0700)/`, noon],
	[`/Date(${noon * 1000})/`, noon],
	['', undefined],
	['0001-01-01T00:00:00', undefined],
	['/Date(-62135596800000)/', undefined],
	['2026-13-40T00:00:00', undefined],
	['soon', undefined],
])('%j is %j', (text, seconds) => expect(secondsOf(text)).toBe(seconds));
