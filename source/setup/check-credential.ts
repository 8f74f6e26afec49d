import type {ConnectorCredential} from '../conductorone/contract.ts';

/**
 * Signs in with a connector credential, once, without taking any task. Gives the tenant's host. Throws
 * `c1/bad-client-id`, `c1/bad-client-secret`, `c1/credential-refused`, `network/*`.
 */
export async function checkCredential(
	credential: ConnectorCredential,
	version: string,
	signal: AbortSignal,
): Promise<{host: string}> {
	const [{parseCredential}, {createTokenSource}, {postFormThrough}, {createHttpDoor}] = await Promise.all([
		import('../conductorone/credential.ts'),
		import('../conductorone/token-source.ts'),
		import('../conductorone/post-form.ts'),
		import('../http/door.ts'),
	]);
	const parsed = parseCredential(credential);
	const door = createHttpDoor({
		userAgent: `litmos-connector/${version}`,
		...(parsed.ca === undefined ? {} : {ca: [parsed.ca]}),
	});
	try {
		await createTokenSource({credential: parsed, postForm: postFormThrough(door)}).authorization(signal);
	} finally {
		door.close();
	}
	return {host: parsed.host};
}
