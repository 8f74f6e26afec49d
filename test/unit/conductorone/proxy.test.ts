import {createServer} from 'node:http';
import {type AddressInfo, connect} from 'node:net';
import {create} from '@bufbuild/protobuf';
import {afterEach, expect, it, vi} from 'vitest';
import {connectService} from '../../../source/conductorone/tasks/connect.ts';
import {usualTimes} from '../../../source/conductorone/tasks/decide.ts';
import {ConnectorMetadataSchema} from '../../../source/proto/model.ts';
import {startConductorOneSandbox} from '../../sandbox/conductorone/server.ts';

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
	vi.unstubAllEnvs();
	for (const close of closers.splice(0)) await close();
});

it('an HTTPS proxy carries the token call and gRPC, and a new connection after one is lost', async () => {
	// The certificate made out to elsewhere.example is the right one here: the proxy alone knows where that is.
	const c1 = await startConductorOneSandbox({behaviour: {tls: true, certificate: 'wrong-host', firstTask: 'none'}});
	closers.push(() => c1.close());
	const asked: string[] = [];
	const proxy = createServer().on('connect', (request, socket) => {
		asked.push(request.url ?? '');
		const onward = connect(Number(c1.host.split(':')[1]), '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
			socket.pipe(onward).pipe(socket);
		});
		socket.on('error', () => onward.destroy());
		onward.on('error', () => socket.destroy());
	});
	await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
	closers.push(() => {
		proxy.closeAllConnections();
		proxy.close();
	});
	vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
	vi.stubEnv('NO_PROXY', '');
	vi.stubEnv('no_proxy', '');

	const service = await connectService(
		{
			credential: {
				clientId: c1.clientId,
				clientSecret: c1.clientSecret,
				apiHost: 'elsewhere.example',
				ca: c1.ca ?? '',
			},
			metadata: create(ConnectorMetadataSchema, {displayName: 'Litmos'}),
			hostId: 'host',
			version: '1',
		},
		usualTimes,
	);
	const {signal} = new AbortController();
	await service.hello('', signal);
	expect(asked).toEqual(['elsewhere.example:443', 'elsewhere.example:443']);
	c1.behave({down: true});
	c1.behave({down: false});
	await service.getTask(signal).catch(() => service.getTask(signal));
	expect(asked).toHaveLength(3);
	expect(c1.report().hellos).toHaveLength(1);
});
