import {Problem} from '../problem/problem.ts';
import {kubernetesMessages} from './messages.ts';
import {type Finding, failed, ok, once, type Probe, probe, skipped} from './probe.ts';
import type {ClusterPlace, KubernetesServices, PodLook} from './services.ts';

/** Kubernetes' reasons for an image that it cannot get. */
const imageTrouble = /^(ErrImagePull|ImagePullBackOff|InvalidImageName|ErrImageNeverPull|RegistryUnavailable)$/;

/** The connector in a cluster, where the set-up put it there. */
export function kubernetesProbes(services: KubernetesServices): Probe[] {
	const pods = once((place: ClusterPlace, signal: AbortSignal) => services.pods(place, signal));
	const placed = (
		id: 'kubectl' | 'kubernetes-image' | 'kubernetes-pods',
		needs: readonly string[],
		say: (place: ClusterPlace, signal: AbortSignal) => Promise<Finding>,
	): Probe =>
		probe(id, needs, async (signal) => {
			const place = services.place();
			return place === null ? skipped(kubernetesMessages.notUsed) : say(place, signal);
		});
	return [
		placed('kubectl', [], (place) => kubectlFinding(services, place)),
		placed('kubernetes-image', ['kubectl'], async (place, signal) => imageFinding(place, await pods(place, signal))),
		placed('kubernetes-pods', ['kubectl', 'kubernetes-image'], async (place, signal) =>
			podsFinding(await pods(place, signal)),
		),
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
