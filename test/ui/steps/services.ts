import {Problem} from '../../../source/problem/problem.ts';
import {memoryStore} from '../../../source/secrets/open.ts';
import type {SetupServices} from '../../../source/setup/services/services.ts';
import {inConductorOne, pushResult, report, rows} from '../../unit/setup/fixtures.ts';

/** Services that answer at once; a machine without a keychain. */
export function servicesWith(change: Partial<SetupServices> = {}): SetupServices {
	return {
		startDemo: () => Promise.reject(new Error('not asked for')),
		checkLitmos: async () => {},
		listCourses: async (_tenant, onPage) => onPage(rows),
		startSync: () => ({done: Promise.resolve(report), cancel: () => {}}),
		checkCredential: async () => ({host: 'acme.conductor.one'}),
		push: async () => pushResult,
		estimate: ({courses, selected}) => ({requests: selected ?? courses, milliseconds: 1000, items: {}}),
		openSecrets: async () => memoryStore(new Problem({code: 'keychain/unavailable', what: 'There is no keychain.'})),
		save: async () => {},
		forgetAnswers: async () => {},
		conductorOne: inConductorOne(),
		...change,
	};
}
