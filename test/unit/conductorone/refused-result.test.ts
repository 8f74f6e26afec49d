import {create} from '@bufbuild/protobuf';
import {Code} from '@connectrpc/connect';
import {expect, it, vi} from 'vitest';
import {push} from '../../../source/conductorone/push.ts';
import type {TaskEvent} from '../../../source/conductorone/tasks/task.ts';
import {ConnectorMetadataSchema} from '../../../source/proto/model.ts';
import {fault, quick, scriptedService} from './scripted-service.ts';
import {sync} from './virtual-loop.ts';

function pushTo(finishTask: () => Promise<void>) {
	const events: TaskEvent[] = [];
	const release = vi.fn();
	const {service} = scriptedService([sync('s')], {finishTask});
	const result = push(
		{
			credential: {clientId: 'a@c1.test/x', clientSecret: ''},
			metadata: create(ConnectorMetadataSchema, {displayName: 'Litmos'}),
			hostId: 'host',
			version: '1.0.0',
			sealFor: async () => ({path: '/file', release}),
			onEvent: (event) => events.push(event),
			signal: new AbortController().signal,
			idleMs: 10_000,
		},
		{service, times: quick},
	);
	return {result, events, release};
}

it.each([
	['FAILED_PRECONDITION', Code.FailedPrecondition],
	['NOT_FOUND', Code.NotFound],
	['INVALID_ARGUMENT', Code.InvalidArgument],
	['OUT_OF_RANGE', Code.OutOfRange],
	['UNIMPLEMENTED', Code.Unimplemented],
	['PERMISSION_DENIED', Code.PermissionDenied],
])('a result refused with %s is no success, and ConductorOne’s reason is passed on', async (_, code) => {
	const {result, events, release} = pushTo(async () => fault(code, 'the asset is not a sync'));
	const problem = await result.then(
		() => undefined,
		(error) => error,
	);
	expect(problem).toMatchObject({why: expect.stringContaining('the asset is not a sync')});
	expect(problem.exit).not.toBe(0);
	expect(problem.what).toContain('refused');
	expect(release).not.toHaveBeenCalled();
	expect(events.filter(({type}) => type === 'retry')).toEqual([]);
	expect(events.filter(({type}) => type === 'finished')).toMatchObject([
		{ok: false, told: true, message: expect.stringContaining('the asset is not a sync')},
	]);
});

it('a result that ConductorOne has already is a success, and nothing is announced', async () => {
	const {result, events, release} = pushTo(async () => fault(Code.AlreadyExists));
	expect(await result).toEqual({syncs: 1});
	expect(release).toHaveBeenCalledOnce();
	expect(events.filter(({type}) => type === 'retry')).toEqual([]);
});

it('a result that is refused on the second try is refused all the same', async () => {
	let tries = 0;
	const {result} = pushTo(async () => fault(++tries === 1 ? Code.Unavailable : Code.NotFound, 'no such task'));
	await expect(result).rejects.toMatchObject({why: expect.stringContaining('no such task')});
});
