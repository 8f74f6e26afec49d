import type {BackEnd} from './back-end.ts';

/** Secrets that end with the program. */
export function openMemory(): BackEnd {
	const services = new Map<string, Map<string, string>>();
	return {
		async getPassword(service, account) {
			return services.get(service)?.get(account) ?? null;
		},
		async setPassword(service, account, password) {
			const accounts = services.get(service) ?? new Map<string, string>();
			services.set(service, accounts.set(account, password));
		},
		async deletePassword(service, account) {
			return services.get(service)?.delete(account) ?? false;
		},
		async findCredentials(service) {
			return [...(services.get(service) ?? [])].map(([account, password]) => ({account, password}));
		},
	};
}
