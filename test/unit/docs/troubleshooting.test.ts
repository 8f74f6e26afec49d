import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';

const root = join(import.meta.dirname, '../../..');

it('the page lists every code that an error can have, and no other', () => {
	const type = /export type ProblemCode =([^;]+);/.exec(readFileSync(join(root, 'source/problem/problem.ts'), 'utf8'));
	const codes = [...(type?.[1] ?? '').matchAll(/'([^']+)'/g)].map(([, code]) => code);
	expect(codes.length).toBeGreaterThan(30);
	const cells = readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8').matchAll(/^\| (`[^|]+`) \|/gm);
	const listed = [...cells].flatMap(([, cell]) => [...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, code]) => code));
	expect(listed.sort()).toEqual(codes.sort());
});
