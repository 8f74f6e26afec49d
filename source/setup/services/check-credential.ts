import type {ConnectorCredential} from '../../conductorone/tasks/task.ts';
import {version} from '../../threads/thread.ts';

/**
 * Signs in with a connector credential, once, without taking any task. Gives the tenant's host. Throws
 * `c1/bad-client-id`, `c1/bad-client-secret`, `c1/credential-refused`, `network/*`.
 */
export async function checkCredential(credential: ConnectorCredential, signal: AbortSignal): Promise<{host: string}> {
	const [{parseCredential}, {createTokenSource}, {postFormThrough}, {createHttpClient}] = await Promise.all([
		import('../../conductorone/credential.ts'),
		import('../../conductorone/token-source.ts'),
		import('../../conductorone/post-form.ts'),
		import('../../http/http-client.ts'),
	]);
	const parsed = parseCredential(credential);
	const http = createHttpClient({
		userAgent: `litmos-connector/${version}`,
		...(parsed.ca === undefined ? {} : {ca: [parsed.ca]}),
	});
	try {
		await createTokenSource({credential: parsed, postForm: postFormThrough(http)}).authorization(signal);
	} finally {
		http.close();
	}
	return {host: parsed.host};
}
