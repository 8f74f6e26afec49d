import {createRequire} from 'node:module';
import {expect, test} from 'vitest';

const require = createRequire(import.meta.url);
const launcher = require('../../../bin/node-version.cjs') as {isGoodNode(version: string): boolean};

test.each([
	['v18.20.0', false],
	['v20.20.2', false],
	['v22.18.0', false],
	['v22.19.0', true],
	['v23.0.0', true],
	['v24.21.0', true],
	['v26.10.0', true],
])('Node %s is new enough: %s', (version, good) => {
	expect(launcher.isGoodNode(version)).toBe(good);
});
