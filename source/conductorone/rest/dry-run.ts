/** A write that a dry run did not send. Secrets in the body are masked. */
export interface RecordedRequest {
	method: string;
	path: string;
	body: unknown;
}

const secretName = /secret|password|token|api_?key|private/i;
const mask = '••••••••';

/** A copy of a request body in which the values of everything named like a secret are masked. */
export function maskSecrets(value: unknown, name = ''): unknown {
	if (Array.isArray(value)) return value.map((entry) => maskSecrets(entry, name));
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(
			// In a connector's config the secret's name is one level above its value.
			Object.entries(value).map(([key, entry]) => [key, maskSecrets(entry, secretName.test(name) ? name : key)]),
		);
	}
	return secretName.test(name) && value !== '' && value !== null && value !== undefined ? mask : value;
}
