import {Problem} from '../problem/problem.ts';
import {kubernetesMessages, probeTitles} from './messages.ts';
import {type Finding, failed, ok, type Probe, skipped} from './probe.ts';
import type {ClusterPlace, KubernetesServices, PodLook} from './services.ts';

/** Kubernetes' reasons for an image that it cannot get. */
const imageTrouble = /^(ErrImagePull|ImagePullBackOff|InvalidImageName|ErrImageNeverPull|RegistryUnavailable)$/;

/** The connector in a cluster, where the set-up put it there. */
export function kubernetesProbes(services: KubernetesServices): Probe[] {
	let asked: Promise<readonly PodLook[]> | undefined;
	const pods = (place: ClusterPlace, signal: AbortSignal) => {
		asked ??= services.pods(place, signal);
		return asked;
	};
	const placed =
		(say: (place: ClusterPlace, signal: AbortSignal) => Promise<Finding>) => async (signal: AbortSignal) => {
			const place = services.place();
			return place === null ? skipped(kubernetesMessages.notUsed) : say(place, signal);
		};
	return [
		{id: 'kubectl', title: probeTitles.kubectl, run: placed((place) => kubectlFinding(services, place))},
		{
			id: 'kubernetes-image',
			title: probeTitles['kubernetes-image'],
			needs: ['kubectl'],
			run: placed(async (place, signal) => imageFinding(place, await pods(place, signal))),
		},
		{
			id: 'kubernetes-pods',
			title: probeTitles['kubernetes-pods'],
			needs: ['kubectl', 'kubernetes-image'],
			run: placed(async (place, signal) => podsFinding(await pods(place, signal))),
		},
	];
}

async function kubectlFinding(services: KubernetesServices, {context}: ClusterPlace): Promise<Finding> {
	if (!(await services.hasKubectl()))
		return skipped(kubernetesMessages.noKubectl.what, kubernetesMessages.noKubectl.next);
	const contexts = await services.contexts();
	const found = contexts.find((one) => (context === undefined ? one.isCurrent : one.context === context));
	if (found === undefined)
		return failed(new Problem({code: 'input/invalid', ...kubernetesMessages.noContext(context ?? '')}));
	return ok(kubernetesMessages.context(found.context), {context: found.context});
}

function imageFinding({name}: ClusterPlace, pods: readonly PodLook[]): Finding {
	const [first] = pods;
	if (first === undefined)
		return failed(new Problem({code: 'input/missing', ...kubernetesMessages.noPods(name), exit: 1}));
	const stuck = pods.find(({waiting}) => waiting !== null && imageTrouble.test(waiting));
	if (stuck === undefined) return ok(kubernetesMessages.image(first.image), {image: first.image});
	const {image, waiting} = stuck;
	return failed(new Problem({code: 'network/unreachable', ...kubernetesMessages.noImage(image, waiting ?? '')}), {
		image,
	});
}

function podsFinding(pods: readonly PodLook[]): Finding {
	const restarts = pods.reduce((sum, pod) => sum + pod.restarts, 0);
	const facts = {pods: pods.length, restarts};
	const stuck = pods.find(({isReady}) => !isReady);
	if (stuck === undefined) return ok(kubernetesMessages.pods(pods.length, restarts), facts);
	const problem = kubernetesMessages.notReady(stuck.name, stuck.waiting ?? stuck.phase);
	return failed(new Problem({code: 'network/unreachable', ...problem, exit: 1}), facts);
}
