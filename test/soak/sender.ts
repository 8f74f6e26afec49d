import {fileURLToPath} from 'node:url';
import {create} from '@bufbuild/protobuf';
import {connectService} from '../../source/conductorone/tasks/connect.ts';
import {finishRequest, usualTimes} from '../../source/conductorone/tasks/decide.ts';
import type {ConnectorCredential} from '../../source/conductorone/tasks/task.ts';
import {ConnectorMetadataSchema} from '../../source/proto/model.ts';
import type {SenderMessage} from './large-upload.ts';

/** The sending side of a large upload, so that its memory is its own. */
const credential = JSON.parse(process.env.C1 ?? '') as ConnectorCredential;
const path = process.argv[2] ?? '';
const golden = fileURLToPath(new URL('../golden/expected/all-courses.c1z', import.meta.url));
const tell = (message: SenderMessage) => process.send?.(message);
const megabytes = () => Math.round(process.memoryUsage.rss() / 2 ** 20);

const metadata = create(ConnectorMetadataSchema, {displayName: 'Litmos'});
const service = await connectService({credential, metadata, hostId: 'sender', version: '0'}, usualTimes);
const {signal} = new AbortController();
await service.hello('', signal);
const {task} = await service.getTask(signal);
if (!task) throw new Error('no task');
// A real file first; what comes for the same task after it may hold anything.
await service.uploadAsset(task.id, golden, {onProgress: () => undefined, onRetry: () => undefined}, signal);

const before = megabytes();
let most = before;
let attempts = 0;
let isHalf = false;
await service.uploadAsset(
	task.id,
	path,
	{
		onProgress(sent, total, attempt) {
			attempts = Math.max(attempts, attempt);
			if (sent % 2 ** 23 === 0) most = Math.max(most, megabytes());
			if (!isHalf && sent >= total / 2) {
				isHalf = true;
				tell({half: true});
			}
		},
		onRetry: () => undefined,
	},
	signal,
);
await service.finishTask(finishRequest('sender', task.id, {ok: true, annotations: []}), usualTimes.finish);
service.close();
tell({before, most, attempts, finished: true});
process.disconnect();
