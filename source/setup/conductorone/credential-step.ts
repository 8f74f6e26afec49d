import {UncertainWrite} from '../../conductorone/rest/api-problem.ts';
import {Problem} from '../../problem/problem.ts';
import {makeConnector} from './connector-step.ts';
import {planMessages} from './messages.ts';
import type {Progress} from './progress.ts';
import {type Run, refOf, saveNow} from './run.ts';

/**
 * Issues the connector's credential and puts it where it is needed: in the keychain when this machine pushes, else at hand
 * for the files. ConductorOne has no list of credentials, so that one is asked for is saved before, and its id before
 * anything else is done with it; one whose secret was lost by an earlier run is revoked first.
 */
export async function issueCredential(run: Run): Promise<Partial<Progress>> {
	const {answers, services} = run;
	const {client} = services;
	const lost = run.progress.credential;
	if (lost !== undefined) {
		await client.revokeCredential(refOf(run.progress), lost.id);
		await services.forgetSecret(lost.clientId);
		saveNow(run, {credential: undefined});
	}
	if (run.progress.isIssuing) await dropUnknown(run);
	const {id, clientId, clientSecret} = await rotate(run);
	saveNow(run, {credential: {id, clientId, isKept: false}, isIssuing: undefined});
	const secret = {clientId, clientSecret};
	if (answers.hosting !== 'here') {
		run.secret = secret;
		return {};
	}
	try {
		await services.keepSecret(secret);
	} catch (error) {
		const problem = Problem.from(error);
		const isRevoked = await client.revokeCredential(refOf(run.progress), id).then(
			() => true,
			() => false,
		);
		if (isRevoked) saveNow(run, {credential: undefined});
		throw problem;
	}
	run.secret = secret;
	return {credential: {id, clientId, isKept: true}};
}

/** Without an answer nobody has the secret; asking once more is the only way on. */
async function rotate(run: Run, isAgain = false): ReturnType<Run['services']['client']['rotateCredential']> {
	saveNow(run, {isIssuing: true});
	try {
		return await run.services.client.rotateCredential(refOf(run.progress));
	} catch (error) {
		const isUnclear = error instanceof UncertainWrite || Problem.from(error).code === 'cancelled';
		if (!isUnclear) saveNow(run, {isIssuing: undefined});
		if (!(error instanceof UncertainWrite) || isAgain) throw error;
		await dropUnknown(run);
		return rotate(run, true);
	}
}

/**
 * A credential that may have been issued and that nobody knows goes with its connector, when this set-up made it and
 * nothing has come through it yet. Else it stays, and the person is told.
 */
async function dropUnknown(run: Run): Promise<void> {
	const {client, onEvent} = run.services;
	const ref = refOf(run.progress);
	const isEmpty = async () => !(await client.connector(ref)).status?.completedAt;
	if (run.progress.connector?.isOurs && run.progress.pushed === undefined && (await isEmpty())) {
		await client.deleteConnector(ref);
		saveNow(run, {connector: undefined, isIssuing: undefined});
		saveNow(run, await makeConnector(run, ref.connectorId));
		onEvent({type: 'note', text: planMessages.madeAnew});
	} else {
		saveNow(run, {isIssuing: undefined});
		onEvent({type: 'note', text: planMessages.unknownCredential});
	}
}
