import {contextPlaceholder, type DeployAnswers, type Deployment, images} from './answers.ts';
import {clusterMessages} from './messages.ts';

type Steps = Deployment['steps'];

/** Building this program's image, where nobody said which registry has it. */
export function imageSteps({image, imageReference}: DeployAnswers): Steps {
	if (image !== 'litmos-connector' || imageReference !== undefined) return [];
	return [
		{
			text: clusterMessages.build(images[image]),
			command: `docker build --tag ${images[image]} .`,
		},
	];
}

/** Naming the cluster, and making the namespace in it. */
export function clusterSteps({context = contextPlaceholder}: DeployAnswers, namespace: string | undefined): Steps {
	return [
		...(context === contextPlaceholder ? [{text: clusterMessages.context(contextPlaceholder)}] : []),
		...(namespace
			? [
					{
						text: clusterMessages.namespace,
						command: `kubectl --context ${context} create namespace ${namespace}`,
					},
				]
			: []),
	];
}
