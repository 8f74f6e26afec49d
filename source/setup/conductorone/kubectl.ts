import {join} from 'node:path';
import * as z from 'zod';
import {Problem} from '../../problem/problem.ts';
import {type Called, run} from '../call.ts';
import {kubectlProblemMessages} from '../messages.ts';
import {placeFlags} from './answers.ts';

/** `onLine` hears each line of output as it comes. Throws a Problem when kubectl is not there. */
async function kubectl(
	args: readonly string[],
	signal?: AbortSignal,
	onLine?: (line: string) => void,
): Promise<Called> {
	try {
		return await run('kubectl', args, {signal, onLine});
	} catch (cause) {
		const problem = Problem.from(cause);
		if (problem.code === 'cancelled') throw problem;
		throw new Problem({code: 'input/invalid', ...kubectlProblemMessages.notStarted, cause});
	}
}

export async function hasKubectl(): Promise<boolean> {
	return kubectl(['version', '--client']).then(
		({code}) => code === 0,
		() => false,
	);
}

/** A cluster that the kubectl configuration of this computer knows. */
export interface Cluster {
	context: string;
	/** Name and address of the cluster behind it. */
	cluster: string;
	server: string;
	/** Namespace of the context; absent = `default`. */
	namespace?: string | undefined;
	isCurrent: boolean;
}

// Of `kubectl config view --output json`; with nothing in it, its lists are null.
const configuration = z.object({
	'current-context': z.string().optional(),
	contexts: z
		.array(z.object({name: z.string(), context: z.object({cluster: z.string(), namespace: z.string().optional()})}))
		.nullish(),
	clusters: z.array(z.object({name: z.string(), cluster: z.object({server: z.string().optional()})})).nullish(),
});

/** The clusters to choose from; none when kubectl is not installed or knows none. No cluster is asked. */
export async function findClusters(): Promise<Cluster[]> {
	const {code, out} = await kubectl(['config', 'view', '--output', 'json']).catch(() => ({code: 1, out: ''}));
	if (code !== 0) return [];
	const {data} = configuration.safeParse(parsed(out));
	return (data?.contexts ?? []).map(({name, context: {cluster, namespace}}) => ({
		context: name,
		cluster,
		server: data?.clusters?.find((one) => one.name === cluster)?.cluster.server ?? '',
		namespace,
		isCurrent: data?.['current-context'] === name,
	}));
}

// Of `kubectl get pods --output json`; a pod that is being made has no statuses yet.
const containerStatus = z.object({
	ready: z.boolean().optional(),
	restartCount: z.number().optional(),
	state: z.object({waiting: z.object({reason: z.string().optional()}).optional()}).optional(),
});
const podList = z.object({
	items: z.array(
		z.object({
			metadata: z.object({name: z.string()}),
			spec: z.object({containers: z.array(z.object({image: z.string().optional()}))}),
			status: z.object({phase: z.string().optional(), containerStatuses: z.array(containerStatus).optional()}),
		}),
	),
});

/** The pods of a deployment, looked at once. Throws a Problem with kubectl's own words. */
export async function findPods(
	{context, namespace, name}: {context: string | undefined; namespace: string | undefined; name: string},
	signal: AbortSignal,
) {
	const args = ['get', 'pods', ...placeFlags({context, namespace}), '--selector', `app=${name}`, '--output', 'json'];
	const {code, out, error} = await kubectl(args, signal);
	const list = code === 0 ? podList.safeParse(parsed(out)).data : undefined;
	if (list === undefined) throw failed(args, error || out);
	return list.items.map(({metadata, spec, status: {phase = '', containerStatuses: [first] = []}}) => ({
		name: metadata.name,
		phase,
		image: spec.containers[0]?.image ?? '',
		isReady: first?.ready === true,
		restarts: first?.restartCount ?? 0,
		waiting: first?.state?.waiting?.reason ?? null,
	}));
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

export interface ApplyOptions {
	folder: string;
	/** Context of the kubectl configuration: which cluster. Never left to what kubectl points to at the moment. */
	context: string;
	namespace: string | undefined;
	name: string;
	signal: AbortSignal;
	onLine: (line: string) => void;
}

/**
 * Applies the secret and the hardened deployment, and waits for the pod. Each command may be repeated. Throws a Problem with
 * kubectl's own words, and the pod's last log lines when it did not come up.
 */
export async function applyWithKubectl(options: ApplyOptions): Promise<void> {
	const {folder, context, namespace, name, signal, onLine} = options;
	const cluster = ['--context', context];
	const space = placeFlags({context, namespace});
	const must = async (args: readonly string[]) => {
		const answer = await kubectl(args, signal, onLine);
		if (answer.code !== 0) throw failed(args, answer.error || answer.out);
		return answer;
	};
	if (
		namespace !== undefined &&
		(await kubectl(['get', 'namespace', namespace, ...cluster], signal).catch(() => undefined))?.code !== 0
	) {
		await must(['create', 'namespace', namespace, ...cluster]);
	}
	for (const file of ['secret.yaml', 'deployment-hardened.yaml']) {
		await must(['apply', ...space, '--filename', join(folder, file)]);
	}
	const rollout = ['rollout', 'status', ...space, `deployment/${name}`, `--timeout=120s`];
	try {
		await must(rollout);
		await must(['get', 'pods', ...space, '--selector', `app=${name}`]);
	} catch (error) {
		const problem = Problem.from(error);
		if (problem.code === 'cancelled') throw problem;
		const [pods, logs] = await Promise.all([
			kubectl(['get', 'pods', ...space, '--selector', `app=${name}`]).catch(() => undefined),
			kubectl(['logs', ...space, `deployment/${name}`, '--tail=20']).catch(() => undefined),
		]);
		for (const line of [pods?.out, logs?.out].join('\n').trim().split('\n')) if (line !== '') onLine(line);
		throw new Problem({...problem.toJSON(), ...kubectlProblemMessages.podNotUp, cause: problem});
	}
}

function failed([command = '']: readonly string[], said: string): Problem {
	return new Problem({
		code: 'network/unreachable',
		...kubectlProblemMessages.failed(command),
		why: said.trim().split('\n').slice(-3).join(' '),
		exit: 1,
	});
}
