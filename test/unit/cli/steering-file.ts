import {randomUUID} from 'node:crypto';
import {dirname, join} from 'node:path';
import {sealWorkingFile} from '../../../source/c1z/seal.ts';
import {createWorkingFile} from '../../../source/c1z/working-file.ts';
import {account, course, courseEntitlements, grant, resourceTypes, scope, team} from '../c1z/tenant.ts';
import {hostile} from './steering-services.ts';

/** Writes a valid sync file in which every name, e-mail, code and level is hostile, as another program may have left it. */
export async function writeHostileFile(path: string): Promise<void> {
	const file = createWorkingFile(join(dirname(path), `${randomUUID()}.db`), scope);
	const safety = course('safety', `Safety ${hostile}`, {Code: hostile, OriginalId: hostile});
	file.commit({
		resourceTypes,
		resources: [
			account('ana', {name: `Ana ${hostile}`, email: hostile, level: hostile, person: [hostile, hostile]}),
			team('t1', `Team ${hostile}`, hostile),
			safety,
		],
		entitlements: courseEntitlements(safety),
		grants: [grant(safety, 'assigned', 'ana'), grant(safety, 'completed', `ghost${hostile}`)],
		warnings: [{kind: 'cut-text', subject: hostile, detail: hostile}],
	});
	file.finish();
	await sealWorkingFile(file, path);
	file.close();
}
