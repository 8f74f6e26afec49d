import type {DeployAnswers, Deployment} from '../../deploy/answers.ts';
import {compose} from '../../deploy/container.ts';
import {kubernetes} from '../../deploy/kubernetes.ts';
import {systemd} from '../../deploy/systemd.ts';
import {terraform} from '../../deploy/terraform.ts';
import {plainReading, readingVariables} from '../reading.ts';
import type {ConnectAnswers} from './answers.ts';
import type {ConnectorSecret, PlanServices} from './plan-services.ts';

/** The files and commands of a way to host. Without a secret they hold placeholders. */
export function deploymentOf(
	answers: Pick<ConnectAnswers, 'hosting' | 'app' | 'owners'>,
	{litmos, files}: Pick<PlanServices, 'litmos' | 'files'>,
	secret: ConnectorSecret | null,
): Deployment {
	const given: DeployAnswers = {
		source: litmos.source,
		litmosUrl: litmos.url,
		apiKey: litmos.apiKey,
		courses: litmos.courses,
		ownVariables: readingVariables(litmos.reading ?? plainReading),
		clientId: secret?.clientId,
		clientSecret: secret?.clientSecret,
		provisioning: files.provisioning,
		image: files.image,
		imageReference: files.imageReference,
		carried: files.carried,
		hostId: files.hostId,
		namespace: files.namespace,
		context: files.context,
		externalSecretStore: files.externalSecretStore,
		appName: answers.app.name,
		ownerEmails: answers.owners.map(({id, email}) => email ?? id),
	};
	switch (answers.hosting) {
		case 'kubernetes':
			return kubernetes(given, files.packaging);
		case 'terraform':
			return terraform(given, files.terraform);
		case 'docker':
			return compose(given);
		case 'systemd':
			return systemd(given);
		default:
			throw new Error(`${answers.hosting} has no files`);
	}
}
