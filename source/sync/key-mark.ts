import {scryptSync} from 'node:crypto';
import type {LitmosTarget} from '../litmos/client.ts';
import {tenantOf} from './working-file-path.ts';

let latest: {of: string; mark: string} | undefined;

/** Tells one API key of a tenant from another. Slow to compute, so that a file with it cannot be used to try out keys. */
export function keyMark(target: Pick<LitmosTarget, 'baseUrl' | 'source' | 'apiKey'>): string {
	const tenant = tenantOf(target);
	const of = JSON.stringify([tenant, target.apiKey]);
	if (latest?.of !== of) {
		const bytes = scryptSync(target.apiKey, `litmos-connector/changes/${tenant}`, 16, {N: 4096, r: 8, p: 1});
		latest = {of, mark: bytes.toString('hex')};
	}
	return latest.mark;
}
