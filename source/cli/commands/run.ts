import {join} from 'node:path';
import {Problem} from '../../problem/problem.ts';
import type {AnsweredSync, Metrics} from '../../service/metrics.ts';
import type {RunsOfWay} from '../../settings/run-record.ts';
import {version} from '../../threads/thread.ts';
import type {Command} from '../command.ts';
import {jobOf, openSession} from '../session.ts';
import {conductorOne, reading, tenant} from '../setting-groups.ts';

export const run: Command = {
	name: 'run',
	summary: 'Run the connector as a service that ConductorOne can call.',
	description:
		'Runs the connector as a service, like baton-litmos with a client ID and secret. It syncs when ConductorOne asks and, with --provisioning, assigns and removes courses. Reports of the last syncs are saved in the state folder. Stops on SIGTERM or Ctrl-C, in time for Kubernetes.',
	settings: [
		...tenant,
		...reading,
		...conductorOne,
		'provisioning',
		'sendMessages',
		'skipFullSync',
		'dropGuard',
		'refuseDrops',
		'notify',
		'healthCheck',
		'healthCheckPort',
		'healthCheckBindAddress',
	],
	needs: ['source', 'apiKey', 'clientId', 'clientSecret'],
	recordedAs: () => 'service',
	logsToStderr: true,
	examples: {
		'BATON_SOURCE=acme BATON_API_KEY=… BATON_CLIENT_ID=… BATON_CLIENT_SECRET=… litmos-connector run':
			'In a container or under systemd',
		'litmos-connector run --provisioning': 'With the answers of the guided setup',
		'litmos-connector run --demo': 'Try it with demo data',
	},
	async run(context) {
		const {values, stateFolder, log, signal, interruption, progress} = context;
		const {runService} = await import('../../service/run-service.ts');
		const {instanceName} = await import('../../service/instance.ts');
		const {credentialOf} = await import('../../setup/services/from-settings.ts');
		const {mappingExtrasOf} = await import('../../sync/mapping-extras.ts');
		const {connectorMetadata} = await import('../../connector/metadata.ts');
		const {hostIdOf} = await import('../../conductorone/tasks/host-info.ts');
		const runs = await import('../../settings/run-record.ts');
		interruption.text =
			'Stopped. Unfinished work was handed back to ConductorOne. What was read is saved for the next start.';
		const session = await openSession(context);
		const hostId = hostIdOf(values.hostId);
		const instance = instanceName(hostId, stateFolder);
		const state = {isReady: false};
		let metrics: Metrics | undefined;
		if (values.healthCheck) {
			const {startHealthServer} = await import('../../service/health-server.ts');
			const {createMetrics} = await import('../../service/metrics.ts');
			const {diskProbe, stateFolderProbe} = await import('../../doctor/computer-probes.ts');
			const {realComputer} = await import('../../doctor/local-services.ts');
			const computer = realComputer(stateFolder);
			const lastSuccessAt = runs.readRuns(stateFolder).service?.lastSuccessAt ?? null;
			metrics = createMetrics({version, isReady: () => state.isReady, lastSuccessAt});
			const health = await startHealthServer({
				port: values.healthCheckPort,
				address: values.healthCheckBindAddress,
				check: (stop) => session.checkAccess(stop),
				isReady: () => state.isReady,
				probes: [stateFolderProbe(computer), diskProbe(computer)],
				metrics,
			});
			context.onClose(() => health.close());
			log('info', 'health check', {url: health.url});
		}
		const {tellWebhook} = await import('../../service/notice.ts');
		const {keyExpiry} = await import('../key-expiry.ts');
		const tellOf = async ({run: ended, isDoubtful, report}: AnsweredSync, before: RunsOfWay | undefined) => {
			const {notify, source} = values;
			if (notify === undefined) return;
			const expiresAt = await keyExpiry(stateFolder);
			const {delta} = report ?? {};
			await tellWebhook(
				notify,
				{way: 'service', run: ended, before, isDoubtful, delta, source, expiresAt, version},
				log,
			);
		};
		progress.say('Running. Press Ctrl-C to stop.');
		await runService({
			session,
			job: jobOf(context),
			temporaryFolder: join(values.temporaryFolder ?? join(stateFolder, 'outgoing'), `run-${instance}`),
			reportFolder: join(stateFolder, 'reports'),
			provisioning: values.provisioning ? {sendMessages: values.sendMessages} : null,
			skipFullSync: values.skipFullSync,
			refuseDrops: values.refuseDrops,
			log,
			credential: credentialOf(values),
			metadata: connectorMetadata({extras: mappingExtrasOf(values.extras), provisioning: values.provisioning}),
			hostId,
			version,
			journal: join(stateFolder, `tasks-${instance}.journal`),
			signal,
			onEvent(event) {
				if (event.type === 'hello') {
					state.isReady = true;
					// Now no other service works in this folder.
					runs.sweepRun(stateFolder, 'service');
				}
				if (event.type === 'finished') metrics?.task(event.kind, event.ok);
				progress.task(event);
			},
			onSync(answered) {
				const before = runs.readRuns(stateFolder).service;
				runs.recordRun(stateFolder, 'service', answered.run);
				log('info', 'sync figures', figuresOf(answered, runs.readRuns(stateFolder).service));
				void tellOf(answered, before);
				metrics?.sync(answered);
			},
		}).catch((error: unknown) => {
			const {code, what, why, next} = Problem.from(error);
			// Asked to stop is what a service ends with: nothing went wrong.
			if (signal.aborted && code === 'cancelled') return;
			// Whoever looks after a service reads its log, and may never see what goes to the screen.
			log('error', 'stopped', {code, what, why, next});
			throw error;
		});
		return 0;
	},
};

/** What the metrics and `status` tell of a sync, for the log. */
function figuresOf({run: {startedAt, finishedAt, exit, details}, report}: AnsweredSync, runs: RunsOfWay | undefined) {
	return {
		ok: exit === 0,
		seconds: (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000,
		...details,
		rows: report?.counts ?? null,
		lastSuccessAt: runs?.lastSuccessAt ?? null,
		syncs: runs?.total ?? null,
	};
}
