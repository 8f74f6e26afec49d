import {expect, test} from 'vitest';
import {startSandbox} from '../../sandbox/sandbox.ts';

test('both services start, and the environment points any client at them', async () => {
	const sandbox = await startSandbox({seed: 4, litmos: {limiter: 'none'}});
	try {
		const {environment, litmos, conductorOne} = sandbox;
		expect(environment).toMatchObject({
			BATON_SOURCE: litmos.source,
			BATON_LITMOS_BASE_URL: litmos.url,
			LITMOS_BASE_URL: litmos.url,
			BATON_CLIENT_ID: conductorOne.clientId,
			BATON_C1_API_HOST: conductorOne.host,
		});
		expect(environment.BATON_C1_INSECURE).toBe(conductorOne.ca === null ? 'true' : undefined);
		const url = `${environment.LITMOS_BASE_URL}/v1.svc/users?limit=1&source=${environment.BATON_SOURCE}`;
		const response = await fetch(url, {headers: {apikey: environment.BATON_API_KEY ?? ''}});
		expect(response.status).toBe(200);
	} finally {
		await sandbox.close();
	}
});

test('when one service cannot start, the other does not stay behind', async () => {
	const first = await startSandbox();
	const port = Number(first.conductorOne.host.split(':')[1]);
	const litmosPort = Number(new URL(first.litmos.url).port);
	await first.litmos.close();
	await expect(startSandbox({litmosPort, conductorOnePort: port})).rejects.toThrow();
	await expect(fetch(first.litmos.url)).rejects.toMatchObject({cause: {code: 'ECONNREFUSED'}});
	await first.close();
});
