import type {DeployAnswers, Deployment} from '../../deploy/answers.ts';
import {wayOf} from '../../deploy/ways.ts';
import {settings} from '../../settings/settings.ts';
import {resolvedNote} from '../left-out.ts';
import {plainReading, readingVariables} from '../reading.ts';
import type {ConnectAnswers} from './answers.ts';
import type {ConnectorSecret, FileAnswers, PlanServices} from './plan-services.ts';

/** Whether a connector that is run this way takes rules for courses; others take ids only. */
export function keepsRules(hosting: ConnectAnswers['hosting'], {image, terraform}: FileAnswers): boolean {
	if (hosting === 'here') return true;
	if (hosting === 'hosted' || (hosting === 'terraform' && terraform === 'hosted')) return false;
	return image === 'litmos-connector';
}

/** The files and commands of a way to host. Without a secret they hold placeholders. */
export async function deploymentOf(
	answers: Pick<ConnectAnswers, 'hosting' | 'app' | 'owners'>,
	{litmos, files}: Pick<PlanServices, 'litmos' | 'files'>,
	secret: ConnectorSecret | null,
): Promise<Deployment> {
	const {courseRules: rules} = litmos;
	const keeps = rules !== undefined && keepsRules(answers.hosting, files);
	const [ruleVariable = ''] = settings.courseRules.environment;
	const given: DeployAnswers = {
		...files,
		source: litmos.source,
		litmosUrl: litmos.url,
		apiKey: litmos.apiKey,
		courses: keeps ? null : litmos.courses,
		resolvedRule: rules && !keeps && litmos.courses ? resolvedNote(rules, litmos.courses.length) : undefined,
		ownVariables: [
			...(keeps ? [[ruleVariable, settings.courseRules.format(rules)] as const] : []),
			...readingVariables(litmos.reading ?? plainReading),
		],
		clientId: secret?.clientId,
		clientSecret: secret?.clientSecret,
		appName: answers.app.name,
		ownerEmails: answers.owners.map(({id, email}) => email ?? id),
	};
	const {deployment} = wayOf(answers.hosting);
	if (deployment === undefined) throw new Error(`${answers.hosting} has no files`);
	return deployment(given, files);
}
