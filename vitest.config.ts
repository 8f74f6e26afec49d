import {defineConfig} from 'vitest/config';

/** `unit` and `ui` run from source; `terminal` and `interop` drive the built program. */
export default defineConfig({
	test: {
		env: {NODE_NO_WARNINGS: '1'},
		testTimeout: 30_000,
		hookTimeout: 30_000,
		projects: [
			{extends: true, test: {name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}']}},
			{extends: true, test: {name: 'ui', include: ['test/ui/**/*.test.{ts,tsx}'], env: {FORCE_COLOR: '0'}}},
			{
				extends: true,
				test: {name: 'terminal', include: ['test/terminal/**/*.test.ts'], testTimeout: 90_000, hookTimeout: 90_000},
			},
			{
				extends: true,
				test: {name: 'interop', include: ['test/interop/**/*.test.ts'], testTimeout: 600_000, hookTimeout: 600_000},
			},
		],
	},
});
