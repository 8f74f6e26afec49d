import {UncertainWrite} from '../../conductorone/rest/api-problem.ts';
import {Problem} from '../../problem/problem.ts';
import type {Progress} from './progress.ts';
import {type Run, refOf, saveNow} from './run.ts';

/**
 * Issues the connector's credential and puts it where it is needed: in the keychain when this machine pushes, else at hand
 * for the files. ConductorOne has no list of credentials, so the id is saved before anything else is done with it; one
 * whose secret was lost by an earlier run is revoked first.
 */
export async function issueCredential(run: Run): Promise<Partial<Progress>> {
	const {answers, rooms} = run;
	const {client} = rooms;
	const ref = refOf(run.progress);
	const lost = run.progress.credential;
	if (lost !== undefined) {
		await client.revokeCredential(ref, lost.id);
		await rooms.forgetSecret(lost.clientId);
		saveNow(run, {credential: undefined});
	}
	const {id, clientId, clientSecret} = await rotate(run);
	saveNow(run, {credential: {id, clientId, isKept: false}});
	const secret = {clientId, clientSecret};
	if (answers.hosting !== 'here') {
		run.secret = secret;
		return {};
	}
	try {
		await rooms.keepSecret(secret);
	} catch (error) {
		const problem = Problem.from(error);
		const isRevoked = await client.revokeCredential(ref, id).then(
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
async function rotate({rooms, progress}: Run) {
	const ref = refOf(progress);
	try {
		return await rooms.client.rotateCredential(ref);
	} catch (error) {
		if (!(error instanceof UncertainWrite)) throw error;
		const issued = await rooms.client.rotateCredential(ref);
		rooms.onEvent({
			type: 'note',
			text: 'ConductorOne failed once while issuing the credential. It may have one more that nobody knows the secret of; the connector’s page shows it.',
		});
		return issued;
	}
}
