import {create} from '@bufbuild/protobuf';
import {expect, it} from 'vitest';
import {runTaskLoop} from '../../../source/conductorone/tasks/task-loop.ts';
import {ConnectorMetadataSchema} from '../../../source/proto/model.ts';
import {quick, scriptedService} from './scripted-service.ts';

it.each([
	['actionListSchemas', 'c1.connector.v2.ListActionSchemasResponse'],
	['listEventFeeds', 'c1.connector.v2.ListEventFeedsResponse'],
] as const)(
	'a task for a list that this connector has none of (%s) succeeds with an empty one',
	async (kind, message) => {
		const end = new AbortController();
		const scripted = scriptedService([{id: 't', taskType: {case: kind, value: {}}}], {
			onIdle: () => scripted.finished.length === 1 && end.abort(),
		});
		await runTaskLoop(
			{
				credential: {clientId: 'a@c1.test/x', clientSecret: ''},
				metadata: create(ConnectorMetadataSchema, {displayName: 'Litmos'}),
				hostId: 'host',
				version: '1.0.0',
				handlers: {sync: async () => ({path: '/file'})},
				onEvent: () => undefined,
				signal: end.signal,
			},
			{service: scripted.service, times: quick},
		);
		const {finalState, status} = scripted.finished[0]!;
		expect(status).toBeUndefined();
		expect(finalState).toMatchObject({
			case: 'success',
			value: {response: {typeUrl: `type.googleapis.com/${message}`, value: new Uint8Array()}},
		});
	},
);
