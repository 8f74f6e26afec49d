import {Problem} from '../../problem/problem.ts';
import type {Command} from '../command.ts';

const endpoints = ['health', 'ready', 'live'];

export const healthCheck: Command = {
	name: 'health-check',
	summary: 'Check whether a running connector is healthy.',
	description:
		'Calls the health check of “run --health-check” on this computer. Exit code 0 means healthy, 1 means not.',
	settings: ['healthCheckPort', 'healthCheckBindAddress'],
	ownOptions: {
		'--endpoint <name>': `One of ${endpoints.join(', ')}. Default: health.`,
		'--timeout <seconds>': 'Seconds to wait for the response. Default: 5.',
	},
	examples: {'litmos-connector health-check --endpoint=live --timeout=5': 'As a probe'},
	onlyTells: true,
	async run(context, own) {
		const endpoint = String(own.endpoint ?? 'health');
		const seconds = Number(own.timeout ?? 5);
		if (!endpoints.includes(endpoint) || !(seconds > 0)) {
			const what = `--endpoint must be one of ${endpoints.join(', ')}, and --timeout a number of seconds`;
			throw new Problem({code: 'input/invalid', what});
		}
		const {values} = context;
		const host = values.healthCheckBindAddress === '0.0.0.0' ? '127.0.0.1' : values.healthCheckBindAddress;
		const {createHttpClient} = await import('../../http/http-client.ts');
		const http = createHttpClient();
		context.onClose(() => http.close());
		const url = `http://${host.includes(':') ? `[${host}]` : host}:${values.healthCheckPort}/${endpoint}`;
		const answer = await http
			.request(url, {timeoutMs: seconds * 1000, signal: context.signal})
			.catch((error: unknown) => {
				throw new Problem({...Problem.from(error).toJSON(), exit: 1});
			});
		const text = await answer.text(10_000);
		context.print({endpoint, ok: answer.status === 200, answer: text}, () => `${endpoint}: ${text}\n`);
		return answer.status === 200 ? 0 : 1;
	},
};
