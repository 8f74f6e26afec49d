import type {LitmosBehaviour} from './litmos/behaviour.ts';

/** Ways of Litmos to behave that can be asked for by name. */
export type ScenarioName = 'usual' | 'odd' | 'slow' | 'flaky';

/** How the sandbox's Litmos behaves, by name, for demos and tests alike. */
export const scenarios: Record<ScenarioName, Partial<LitmosBehaviour>> = {
	usual: {},
	/** All that the documentation and public clients of Litmos warn of, at once. */
	odd: {
		pageCap: 100,
		entities: true,
		nilEverywhere: true,
		forbiddenCourses: 1,
		vanishedCourses: 1,
		vanishingRows: true,
		latencyMs: 300,
	},
	/** Half a second for each answer. */
	slow: {latencyMs: 500},
	/** About one answer in twelve is an error that a second try gets past. */
	flaky: {faults: {'status-503': 0.03, 'status-504': 0.02, reset: 0.02, truncated: 0.01}},
};
