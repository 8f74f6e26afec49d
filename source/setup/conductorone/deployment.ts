import type {DeployAnswers, Deployment} from '../../deploy/answers.ts';
import {wayOf} from '../../deploy/ways.ts';
import {plainReading, readingVariables} from '../reading.ts';
import type {ConnectAnswers} from './answers.ts';
import type {ConnectorSecret, PlanServices} from './plan-services.ts';

/** The files and commands of a way to host. Without a secret they hold placeholders. */
export async function deploymentOf(
	answers: Pick<ConnectAnswers, 'hosting' | 'app' | 'owners'>,
	{litmos, files}: Pick<PlanServices, 'litmos' | 'files'>,
	secret: ConnectorSecret | null,
): Promise<Deployment> {
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
	const {deployment} = wayOf(answers.hosting);
	if (deployment === undefined) throw new Error(`${answers.hosting} has no files`);
	return deployment(given, files);
}
