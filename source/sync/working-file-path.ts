import {join} from 'node:path';
import type {LitmosTarget} from '../litmos/client.ts';

/** The working file of a tenant: named after host and account so that a person can tell it, with a hash to be unique. */
export function workingFilePath(folder: string, target: Pick<LitmosTarget, 'baseUrl' | 'source'>): string {
	const tenant = tenantOf(target);
	const host = URL.canParse(target.baseUrl) ? new URL(target.baseUrl).host : '';
	const name = `${host} ${target.source}`
		.toLowerCase()
		.replaceAll(/[^a-z0-9.]+/g, '-')
		.slice(0, 80);
	// Not imported: loading it takes longer than all of this program's first page, which never gets here.
	const {createHash} = process.getBuiltinModule('node:crypto');
	const hash = createHash('sha256').update(tenant).digest('hex').slice(0, 8);
	return join(folder, `${name}-${hash}.sync`);
}

/** What tells one tenant from another. */
export function tenantOf({baseUrl, source}: Pick<LitmosTarget, 'baseUrl' | 'source'>): string {
	return `${baseUrl.replace(/\/+$/, '')} ${source}`;
}
