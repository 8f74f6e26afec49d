import {createHttpClient} from '../../http/http-client.ts';
import {parseCredential} from '../credential.ts';
import {postFormThrough} from '../post-form.ts';
import {createTokenSource} from '../token-source.ts';
import {createConnectorTransport} from '../transport.ts';
import type {TaskTimes} from './decide.ts';
import {type ConnectorService, createService} from './service.ts';
import type {ConnectorCredential, TaskLoopOptions} from './task.ts';

/**
 * The connector service of a credential's tenant, ready to be called. Throws Problem `c1/bad-client-id` or
 * `c1/bad-client-secret`; nothing is sent yet.
 */
export async function connectService(
	options: Pick<TaskLoopOptions, 'metadata' | 'hostId' | 'version'> & {credential: ConnectorCredential},
	times: TaskTimes,
): Promise<ConnectorService> {
	const credential = parseCredential(options.credential);
	const http = createHttpClient({
		userAgent: `litmos-connector/${options.version}`,
		...(credential.ca === undefined ? {} : {ca: [credential.ca]}),
	});
	const tokens = createTokenSource({credential, postForm: postFormThrough(http)});
	const connection = await createConnectorTransport({
		credential,
		tokens,
		version: options.version,
		onClose: () => http.close(),
	});
	return createService({
		connection,
		host: credential.host,
		hostId: options.hostId,
		version: options.version,
		metadata: options.metadata,
		times,
	});
}
