import type {RestClient} from '../../conductorone/rest/client.ts';
import {Problem} from '../../problem/problem.ts';
import {type ConnectAnswers, connectorKind} from '../conductorone/answers.ts';
import type {FileAnswers} from '../conductorone/plan-services.ts';
import type {Progress} from '../conductorone/progress.ts';
import type {TenantContext} from './conductorone-session.ts';
import {beforeProblemMessages} from './messages.ts';
import {litmosAnswersOf} from './plan.ts';

/** Files that hold something else are found before anything is made. Throws `input/invalid`. */
export async function checkFolder(
	context: Pick<TenantContext, 'values'>,
	answers: ConnectAnswers,
	files: FileAnswers,
	progress: Progress,
): Promise<void> {
	const {folder} = answers;
	if (folder === null || files.overwrite || progress.files?.folder === folder) return;
	const [{existsSync}, {join}, {deploymentOf}] = await Promise.all([
		import('node:fs'),
		import('node:path'),
		import('../conductorone/deployment.ts'),
	]);
	const deployment = await deploymentOf(answers, {litmos: litmosAnswersOf(context, null), files}, null);
	const inTheWay = deployment.files.map(({name}) => name).filter((name) => existsSync(join(folder, name)));
	if (inTheWay.length === 0) return;
	throw new Problem({code: 'input/invalid', ...beforeProblemMessages.folderInUse(folder, inTheWay)});
}

/** What would make the set-up fail in the middle is found before it begins. Throws `input/invalid`, `c1/…`. */
export async function checkPossible(client: RestClient, answers: ConnectAnswers): Promise<void> {
	if (connectorKind(answers) === 'hosted') {
		const {checkLitmosForm} = await import('../../conductorone/rest/litmos-form.ts');
		await checkLitmosForm(client);
	}
	if (answers.hosting === 'kubernetes' && answers.isApplied) {
		const {hasKubectl} = await import('../conductorone/kubectl.ts');
		if (!(await hasKubectl())) throw new Problem({code: 'input/invalid', ...beforeProblemMessages.noKubectl});
	}
}
