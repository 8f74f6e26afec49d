import {chmod, mkdir, rename, rm} from 'node:fs/promises';
import {dirname} from 'node:path';
import type {SealOptions} from '../c1z/seal.ts';
import {Problem} from '../problem/problem.ts';
import {systemCode} from '../problem/system-code.ts';
import {sentFileMessages} from './messages.ts';

/** How much of a sync a task asks for; the fields of ConductorOne's SyncFullTask. */
export interface RequestedParts {
	skipEntitlementsAndGrants: boolean;
	skipGrants: boolean;
	resourceTypeIds: readonly string[];
	targetedResources: readonly unknown[];
}

/** How a request of ConductorOne narrows the file down. Throws `input/unsupported` for single resources. */
export function sealOptions(request: RequestedParts): SealOptions {
	if (request.targetedResources.length > 0) {
		throw new Problem({code: 'input/unsupported', ...sentFileMessages.singleResources});
	}
	return {
		skipEntitlementsAndGrants: request.skipEntitlementsAndGrants,
		skipGrants: request.skipGrants,
		...(request.resourceTypeIds.length > 0 ? {resourceTypeIds: [...request.resourceTypeIds]} : {}),
	};
}

/** Only a whole file can be compared with the next one. */
export function isWhole(request: RequestedParts): boolean {
	return !request.skipEntitlementsAndGrants && !request.skipGrants && request.resourceTypeIds.length === 0;
}

/** Puts a sent file in the place of the last one. */
export async function keep(path: string, lastPush: string): Promise<void> {
	await mkdir(dirname(lastPush), {recursive: true, mode: 0o700});
	try {
		await rename(path, lastPush);
	} catch (error) {
		if (systemCode(error) !== 'EXDEV') throw error;
		// Another disk: copied beside the place first, so that the old file is replaced as a whole or not at all.
		const {copyFile} = await import('node:fs/promises');
		const beside = `${lastPush}.${crypto.randomUUID()}.tmp`;
		try {
			await copyFile(path, beside);
			await chmod(beside, 0o600);
			await rename(beside, lastPush);
		} finally {
			await rm(beside, {force: true});
			await rm(path, {force: true});
		}
	}
}
