import {create} from '@bufbuild/protobuf';
import {Code} from '@connectrpc/connect';
import {expect, it} from 'vitest';
import {type AnswersOptions, createAnswers} from '../../../source/conductorone/tasks/answers.ts';
import {type Outcome, usualTimes} from '../../../source/conductorone/tasks/decide.ts';
import {openJournal} from '../../../source/conductorone/tasks/journal.ts';
import {cancelled} from '../../../source/problem/problem.ts';
import {BatonServiceHeartbeatResponseSchema} from '../../../source/proto/gen/c1/connectorapi/baton/v1/baton_pb.js';
import {fault, quick, scriptedService} from './scripted-service.ts';

const done: Outcome = {ok: true, annotations: []};

/** Answers over a service that plays through the given steps, one per call. */
function scripted(finish: (() => void)[], heartbeat: (() => boolean)[], patience = 60_000) {
	const calls: string[] = [];
	const {service} = scriptedService([], {
		async finishTask() {
			calls.push('finish');
			finish.shift()?.();
		},
		async heartbeat() {
			calls.push('heartbeat');
			return create(BatonServiceHeartbeatResponseSchema, {cancelled: heartbeat.shift()?.() ?? false});
		},
	});
	const options: AnswersOptions = {
		service,
		journal: openJournal(undefined),
		hostId: 'host',
		times: {...usualTimes, ...quick},
		patience,
		ending: new AbortController().signal,
		random: () => 0.5,
		timeLeft: () => Number.POSITIVE_INFINITY,
		onRetry: () => {},
	};
	return {answers: createAnswers(options), calls};
}

const broken = () => fault(Code.Aborted);
const busy = () => fault(Code.Unavailable);

it('an answer that may have arrived is not sent again before that is known', async () => {
	// It arrived, but the connection broke; asking fails twice, then ConductorOne says that nobody waits any more.
	const {answers, calls} = scripted([broken], [busy, busy, () => true]);
	expect(await answers.give('task', done)).toEqual({state: 'taken'});
	expect(calls).toEqual(['finish', 'heartbeat', 'heartbeat', 'heartbeat']);
});

it('an answer that did not arrive is sent again', async () => {
	const {answers, calls} = scripted([broken], [busy, () => false]);
	expect(await answers.give('task', done)).toEqual({state: 'taken'});
	expect(calls).toEqual(['finish', 'heartbeat', 'heartbeat', 'finish']);
});

it('what stayed in doubt is asked about, not sent, when the task comes again', async () => {
	const {answers, calls} = scripted([broken], [...Array<() => boolean>(500).fill(busy)], 60);
	expect(await answers.give('task', done)).toMatchObject({state: 'lost', problem: {code: 'c1/busy'}});
	expect(new Set(calls.slice(1))).toEqual(new Set(['heartbeat']));
});

it('a question that hangs until its time is up is asked again', async () => {
	const hangs = () => {
		throw cancelled();
	};
	const {answers, calls} = scripted([broken], [hangs, () => true]);
	expect(await answers.give('task', done)).toEqual({state: 'taken'});
	expect(calls).toEqual(['finish', 'heartbeat', 'heartbeat']);
});

it('an answer that ConductorOne has already is taken, any other refusal is not', async () => {
	expect(await scripted([() => fault(Code.AlreadyExists)], []).answers.give('task', done)).toEqual({state: 'taken'});
	const {answers} = scripted([broken, () => fault(Code.NotFound, 'gone')], [() => fault(Code.NotFound)]);
	expect(await answers.give('task', done)).toMatchObject({state: 'refused', problem: {why: 'It says: gone'}});
});

it('a ConductorOne that never tells about such tasks still gets its answer', async () => {
	const {answers, calls} = scripted([broken], [() => fault(Code.Internal)]);
	expect(await answers.give('task', done)).toEqual({state: 'taken'});
	expect(calls).toEqual(['finish', 'heartbeat', 'finish']);
});
