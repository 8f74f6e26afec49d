import type {SettingValues} from './settings.ts';
import {litmosBaseUrl} from './settings.ts';

/**
 * The keychain's account name of each secret. A key is kept under the tenant it belongs to, so that the key of one
 * tenant is never sent to another. Undefined while the tenant is unknown.
 */
export function secretName(
	id: 'apiKey' | 'clientSecret',
	values: Pick<SettingValues, 'region' | 'litmosUrl' | 'source' | 'clientId'>,
): string | undefined {
	if (id === 'clientSecret') return values.clientId === undefined ? undefined : `client-secret:${values.clientId}`;
	return values.source === undefined
		? undefined
		: `litmos-api-key:${values.source}@${new URL(litmosBaseUrl(values)).host}`;
}
