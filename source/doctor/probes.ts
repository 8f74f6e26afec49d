import {computerProbes} from './computer-probes.ts';
import {conductorOneProbes} from './conductorone-probes.ts';
import {kubernetesProbes} from './kubernetes-probes.ts';
import {litmosProbes} from './litmos-probes.ts';
import {networkProbes} from './network-probes.ts';
import type {Probe} from './probe.ts';
import type {DoctorServices} from './services.ts';

/** All that the doctor tries, in the order of causes: this computer, the way, Litmos, ConductorOne, the cluster. */
export function probesOf({computer, network, litmos, conductorOne, kubernetes}: DoctorServices): Probe[] {
	return [
		...computerProbes(computer),
		...networkProbes('litmos', litmos.baseUrl, network),
		...litmosProbes(litmos),
		...networkProbes('c1', conductorOne.url, network),
		...conductorOneProbes(conductorOne),
		...kubernetesProbes(kubernetes),
	];
}
