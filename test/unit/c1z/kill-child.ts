/** Started by kill.test.ts and killed there. */
import {join} from 'node:path';
import {create} from '@bufbuild/protobuf';
import {PrivateFile} from '../../../source/c1z/private-file.ts';
import {sealWorkingFile} from '../../../source/c1z/seal.ts';
import type {WorkingFile} from '../../../source/c1z/working-file.ts';
import {createWorkingFile} from '../../../source/c1z/working-file.ts';
import {EntitlementSchema, ResourceSchema} from '../../../source/proto/model.ts';

const [mode = '', into = ''] = process.argv.slice(2);
const course = create(ResourceSchema, {id: {resourceType: 'course', resource: 'c'}, displayName: 'Course'});

function commitPages(working: WorkingFile, pages: number, tell: (rows: number) => void): void {
	working.commit({
		resources: [course],
		entitlements: [create(EntitlementSchema, {id: 'course:c:assigned', resource: course})],
	});
	for (let page = 0; page < pages; page++) {
		const ids = Array.from({length: 100}, (_, row) => `account-${page}-${row}`);
		const rows = (page + 1) * 100;
		working.commit({
			resources: ids.map((resource) => create(ResourceSchema, {id: {resourceType: 'user', resource}})),
			grants: ids.map((principalId) => ({entitlementId: 'course:c:assigned', principalType: 'user', principalId})),
			checkpoint: {listing: 'accounts', next: rows, rows},
		});
		tell(rows);
	}
}

const tell = (message: number | string) => process.send?.(message);

if (mode === 'private') {
	new PrivateFile(join(into, 'x'), 'decoded');
	tell('made');
} else {
	const working = createWorkingFile(join(into, 'working.db'), {tenant: 'kill', courses: null, extras: [], mapping: 1});
	if (mode === 'commit') commitPages(working, 100_000, tell);
	else {
		commitPages(working, 50, () => {});
		working.finish();
		await sealWorkingFile(working, join(into, 'out.c1z'), {
			onProgress({phase}) {
				if (phase !== 'indexes') return;
				tell('sealing');
				// Stays here until it is killed.
				Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
			},
		});
	}
}
setInterval(() => {}, 1000);
