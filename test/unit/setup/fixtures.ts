import {beginningOf} from '../../../source/setup/conductorone/progress.ts';
import type {SignedInAs} from '../../../source/setup/conductorone/state.ts';
import type {ConnectServices, MadePlan} from '../../../source/setup/services/conductorone.ts';
import type {SyncReport} from '../../../source/sync/events.ts';

export const counts = {accounts: 3, teams: 1, courses: 2, resources: 6, entitlements: 7, grants: 9, warnings: 0};

export const report: SyncReport = {
	syncId: 's'.repeat(27),
	workingFile: '/state/acme.sqlite',
	counts,
	warnings: {},
	findings: [],
	requests: {spent: 6, retried: 0, throttled: 0, saved: 0},
	startedAt: '2026-01-01T00:00:00.000Z',
	finishedAt: new Date().toISOString(),
	durationMs: 4000,
	resumed: false,
};

export const pushResult = {
	host: 'acme.conductor.one',
	taskId: 't'.repeat(27),
	bytes: 1234,
	sha256: '0'.repeat(64),
	syncId: report.syncId,
	counts,
};

export const rows = [
	{id: 'aaaaaaaaaaa1', name: 'Fire Safety', code: 'SAFE', number: '11', active: true},
	{id: 'bbbbbbbbbbb1', name: 'Data Protection', code: 'GDPR', number: '12', active: true},
	{id: 'ccccccccccc1', name: 'Old Course', code: 'GDPR', number: '13', active: false},
];

export const account: SignedInAs = {
	identity: {
		host: 'acme.example',
		userId: 'u1',
		displayName: 'Ada',
		email: 'ada@acme.example',
		roles: [],
	},
	where: 'Kept in the keychain.',
	expiresAt: null,
	unfinished: null,
};
export const made: MadePlan = {progress: beginningOf('acme.example'), secret: null, deployment: null, pages: {}};

/** Services of the part in ConductorOne that answer at once. */
export function inConductorOne(change: Partial<ConnectServices> = {}): ConnectServices {
	return {
		findAccount: async () => null,
		signInByBrowser: async () => account,
		signInByKey: async () => account,
		listApps: async () => {},
		listPeople: async () => {},
		runPlan: async () => made,
		watch: async () => {},
		undo: async () => ({lines: [], stays: []}),
		folderOf: () => null,
		clusters: async () => [],
		...change,
	};
}
