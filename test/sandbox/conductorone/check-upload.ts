import {join} from 'node:path';
import {Code, ConnectError} from '@connectrpc/connect';
import type {ConductorOneHooks} from '../../../source/sandbox/conductorone/hooks.ts';
import {isC1z} from '../../../source/sandbox/conductorone/read-upload.ts';
import type {QueuedTask} from '../../../source/sandbox/conductorone/tasks.ts';
import type {ConductorOneBehaviour} from './behaviour.ts';
import type {Records} from './records.ts';
import {validateUpload} from './validation/validate-upload.ts';

/** Refuses every file that breaks a rule of the format, and records what it holds. */
export function uploadCheck(
	behaviour: ConductorOneBehaviour,
	records: Records,
): NonNullable<ConductorOneHooks['checkUpload']> {
	const refuse = (rule: string, code: Code) => {
		records.refused.push(`UploadAsset: ${rule}`);
		return new ConnectError(`invalid UploadAsset request: ${rule}`, code);
	};
	return async (_link, task, {taskId, bytes, sha256, path}, folder) => {
		if (behaviour.refuseUpload !== null) throw refuse(behaviour.refuseUpload, Code.FailedPrecondition);
		if (task.accepted && !(await isC1z(path))) return;
		const verdict = await validateUpload(path, join(folder, 'checked'));
		if (wantsEverything(task) && verdict.syncType !== 'full' && verdict.syncType !== '') {
			verdict.problems.push(`the task asked for a full sync, the file holds "${verdict.syncType}"`);
		}
		records.syncs.push({taskId, bytes, sha256, ...verdict});
		if (verdict.problems.length > 0) throw refuse(verdict.problems.join('; '), Code.InvalidArgument);
	};
}

/** A sync task without any restriction. */
function wantsEverything({message: {taskType}}: QueuedTask): boolean {
	if (taskType.case !== 'syncFull') return false;
	const {skipEntitlementsAndGrants, skipGrants, targetedSyncResources, syncResourceTypeIds} = taskType.value;
	const parts = targetedSyncResources.length + syncResourceTypeIds.length;
	return !skipEntitlementsAndGrants && !skipGrants && parts === 0;
}
