import type {RestClient} from '../conductorone/rest/client.ts';
import {hasFiles} from '../deploy/ways.ts';
import {Problem} from '../problem/problem.ts';
import type {Sandbox} from '../sandbox/sandbox.ts';
import type {SignedIn} from '../setup/conductorone/account.ts';
import type {ConnectAnswers} from '../setup/conductorone/answers.ts';
import type {AppRow, SignedInAs} from '../setup/conductorone/guided-state.ts';
import {nextStep} from '../setup/conductorone/plan.ts';
import type {ConnectorSecret} from '../setup/conductorone/plan-services.ts';
import type {ConnectStore} from '../setup/conductorone/store.ts';
import {accountProblemWords} from '../setup/messages.ts';
import type {GuidedServices, LitmosPart} from '../setup/services/conductorone.ts';
import {batched} from './batched.ts';
import type {CommandContext} from './command.ts';
import {keyName} from './commands/login.ts';
import {type ConductorOneSession, openConductorOne} from './conductorone-session.ts';
import {folderOf} from './files-folder.ts';
import {signedInWords} from './problem-messages.ts';

/** Demo data, once the person chose it. */
export interface Demo {
	sandbox: Sandbox;
	/** Where progress is kept meanwhile. */
	stateFolder: string;
}

/** How long one looks for the data to arrive, ms. Afterwards “status” does it at any time. */
const watchMs = 300_000;

/** The services of the guided part in ConductorOne, on the same functions as the commands. */
export function createGuidedServices(context: CommandContext, demo: () => Demo | undefined): GuidedServices {
	let signedIn: SignedIn | undefined;
	let note: (text: string) => void = () => {};

	/** The settings as the screens' answers are now; nothing may be written to the terminal. */
	function contextNow(litmos?: LitmosPart): CommandContext {
		const {sandbox, stateFolder} = demo() ?? {sandbox: undefined, stateFolder: context.stateFolder};
		return {
			...context,
			sandbox,
			stateFolder,
			workFolder: stateFolder,
			saved: sandbox === undefined ? context.saved : undefined,
			values: {
				...context.values,
				...(litmos === undefined
					? {}
					: {source: litmos.tenant.source, apiKey: litmos.tenant.apiKey, litmosUrl: litmos.tenant.baseUrl}),
				...litmos?.reading,
				...(sandbox === undefined
					? {}
					: {
							c1ApiHost: sandbox.conductorOne.host,
							c1Insecure: true,
							personalKeyId: sandbox.conductorOne.personal.clientId,
							personalKeySecret: sandbox.conductorOne.personal.clientSecret,
						}),
			},
			progress: {
				say: (text) => note(text),
				sync: () => {},
				sealing: () => {},
				task: () => {},
				// The screens show what they wait for.
				waiting: (_, work) => work,
				end: () => {},
			},
		};
	}
	/** For the personal key, which is what the page offers it for. */
	let isFileAllowed = false;
	const open = async (litmos?: LitmosPart): Promise<{now: CommandContext; session: ConductorOneSession}> => {
		const now = contextNow(litmos);
		return {now, session: await openConductorOne(now, isFileAllowed ? ['personalKey'] : [])};
	};
	const client = (): RestClient => {
		if (signedIn === undefined) throw new Problem({code: 'input/missing', ...accountProblemWords.notSignedIn});
		return signedIn.client;
	};
	const as = (found: SignedIn, store: ConnectStore): SignedInAs => {
		signedIn = found;
		const {identity, where = null, expiresAt = null} = found;
		return {identity, where, expiresAt, unfinished: unfinishedIn(store, identity.host)};
	};
	const planServices = async (answers: ConnectAnswers, litmos: LitmosPart, signal: AbortSignal) => {
		const [{beginningOf, progressKey}, {connectServices, fileAnswersOf}] = await Promise.all([
			import('../setup/conductorone/progress.ts'),
			import('./connect-services.ts'),
		]);
		const {now, session} = await open(litmos);
		const {identity, client: calls} = signedIn ?? (await session.signIn());
		const key = progressKey(identity.host, answers);
		const begun = session.store.setUp(key) ?? beginningOf(identity.host, answers);
		const files = fileAnswersOf({...answers.place}, answers.hosting, now);
		const usual = connectServices(now, session, {
			client: calls,
			files,
			courses: litmos.courses,
			save: (progress) => session.store.saveSetUp(key, progress),
		});
		return {now, session, key, begun, files, services: {...usual, signal}};
	};

	return {
		async findAccount() {
			// A demo shows the sign-in as it is in real life.
			if (demo() !== undefined && signedIn === undefined) return null;
			const {session} = await open();
			try {
				const {whoAmI} = await import('../conductorone/rest/personal-key.ts');
				const found = await session.signIn();
				return as({...found, identity: await whoAmI(found.client)}, session.store);
			} catch (error) {
				const {code} = Problem.from(error);
				// Nobody yet, or the key was revoked meanwhile: one signs in (again). An outage is told.
				if (['input/missing', 'input/invalid', 'c1/credential-refused', 'keychain/unavailable'].includes(code))
					return null;
				throw error;
			}
		},
		async signInByBrowser(tenant, {allowFile, onCode, signal}) {
			isFileAllowed ||= allowFile;
			const [{deviceLogin}, {tenantHost}, {keepNewKey, noPlace}] = await Promise.all([
				import('../conductorone/rest/device-login.ts'),
				import('../conductorone/rest/tenant-host.ts'),
				import('../setup/conductorone/account.ts'),
			]);
			const host = tenantHost(tenant);
			const {now, session} = await open();
			const place = await session.secrets();
			const isDemo = demo() !== undefined;
			if (place.provider === 'memory' && !isDemo) throw noPlace(place);
			const token = await deviceLogin({host, insecure: now.values.c1Insecure, signal, onCode});
			// It ends with this program, and so would a key of its own.
			if (isDemo) return as(await session.signIn(), session.store);
			const lifetimeSeconds = 90 * 24 * 3600;
			return as(await keepNewKey(token, {host, displayName: await keyName(), lifetimeSeconds}, session), session.store);
		},
		async signInByKey(text, {allowFile}) {
			isFileAllowed ||= allowFile;
			const [{readCredential}, {keepPastedKey}] = await Promise.all([
				import('../ui/steps/credential-text.ts'),
				import('../setup/conductorone/account.ts'),
			]);
			const {clientId, clientSecret} = readCredential(text);
			if (clientId === undefined || clientSecret === undefined) {
				const missing = clientId === undefined ? 'clientId' : 'clientSecret';
				throw new Problem({code: 'input/missing', ...signedInWords.halfKey(missing)});
			}
			const {session} = await open();
			return as(await keepPastedKey({clientId, clientSecret}, session), session.store);
		},
		async listApps(onRows, onConnector, signal) {
			const [{findSeenApps}, {litmosHosting}] = await Promise.all([
				import('../conductorone/rest/seen-apps.ts'),
				import('../conductorone/rest/set-up.ts'),
			]);
			const ids: string[] = [];
			const tell = batched<AppRow>(onRows);
			for await (const app of client().searchApps()) {
				signal.throwIfAborted();
				if (app.deletedAt || app.isDirectory) continue;
				ids.push(app.id);
				const {id, displayName: name} = app;
				tell.add({id, name, note: 'managed', choice: {kind: 'existing', id, name}});
			}
			tell.flush();
			await ignoring(['c1/forbidden', 'c1/not-found'], async () => {
				for await (const {binding, displayName: name} of findSeenApps(client())) {
					signal.throwIfAborted();
					tell.add({id: `seen-${binding.resourceId}`, name, note: 'seen', choice: {kind: 'seen', binding, name}});
				}
			});
			tell.flush();
			await ignoring(['c1/forbidden', 'c1/not-found'], async () => {
				for (const appId of ids) {
					for await (const connector of client().connectors(appId)) {
						signal.throwIfAborted();
						if (litmosHosting(connector) !== undefined) onConnector(appId);
					}
				}
			});
		},
		async listPeople(onRows, signal) {
			const {ownerOf} = await import('../setup/conductorone/resolve-answers.ts');
			const tell = batched(onRows);
			const search = {userStatuses: ['ENABLED' as const], excludeTypes: ['USER_TYPE_SYSTEM']};
			for await (const user of client().searchUsers(search)) {
				signal.throwIfAborted();
				tell.add(ownerOf(user));
			}
			tell.flush();
		},
		async runPlan(answers, litmos, onEvent, signal) {
			const {now, begun, files, services} = await planServices(answers, litmos, signal);
			note = (text) => onEvent({type: 'note', text});
			const [{runPlan}, {deploymentOf}, {checkBefore, checkFolder}, {appPage, connectorPage}] = await Promise.all([
				import('../setup/conductorone/run-plan.ts'),
				import('../setup/conductorone/deployment.ts'),
				import('./connect-checks.ts'),
				import('../conductorone/rest/connector-state.ts'),
			]);
			await checkFolder(now, answers, files, begun);
			await checkBefore(now, {client: client()}, answers, begun, {isGuided: true});
			// Where there is no keychain the set-up offers a place itself, once the credential is in its hands.
			const keepSecret = async (secret: ConnectorSecret) => {
				await services.keepSecret(secret).catch((error: unknown) => {
					if (Problem.from(error).code !== 'keychain/unavailable') throw error;
				});
			};
			const made = await runPlan(answers, begun, {...services, onEvent, keepSecret}, {isPushedElsewhere: true});
			const {app, connector, credential} = made.progress;
			const secret =
				answers.hosting === 'here' && credential !== undefined
					? (made.secret ?? (await kept(services, credential.clientId)))
					: null;
			const {host} = client();
			return {
				progress: made.progress,
				secret,
				deployment: hasFiles(answers.hosting) ? await deploymentOf(answers, services, null) : null,
				pages: {
					...(app === undefined ? {} : {app: appPage(host, app.id)}),
					...(connector === undefined ? {} : {connector: connectorPage(host, {...connector})}),
				},
			};
		},
		async watch(answers, progress, read, {onState, onProof}, signal) {
			const {app, connector} = progress;
			if (app === undefined || connector === undefined) return;
			const ref = {appId: app.id, connectorId: connector.id};
			const [{watchSync, proveArrival}, {progressKey}, {visibleCountsOf}] = await Promise.all([
				import('../setup/conductorone/watch.ts'),
				import('../setup/conductorone/progress.ts'),
				import('../setup/conductorone/sent.ts'),
			]);
			const isElsewhere = hasFiles(answers.hosting);
			const state = await watchSync(client(), ref, {
				signal,
				limitMs: watchMs,
				before: connector.syncedBefore,
				...(isElsewhere ? {until: 'reported' as const} : {}),
				onState,
			});
			if (signal.aborted || isElsewhere || state.word !== 'Connected') return;
			const sent = read === null ? undefined : await visibleCountsOf(read.workingFile);
			if (read !== null && sent !== undefined) {
				const {session} = await open();
				const pushed = {at: new Date().toISOString(), syncId: read.syncId, counts: sent};
				session.store.saveSetUp(progressKey(progress.host, answers), {
					...progress,
					sent,
					...(answers.hosting === 'here' ? {pushed} : {}),
				});
			}
			await proveArrival(client(), ref, {signal, limitMs: watchMs, sent, onRows: onProof});
		},
		async undo(answers, litmos) {
			const {undoPlan} = await import('../setup/conductorone/undo.ts');
			const {begun, services, key, session} = await planServices(answers, litmos, context.signal);
			const undone = await undoPlan(begun, services);
			session.store.removeSetUp(key);
			return undone;
		},
		folderOf: ({hosting, folder}) =>
			hosting === null || !hasFiles(hosting)
				? null
				: folderOf(folder.trim() === '' ? {} : {folder: folder.trim()}, hosting),
		async clusters() {
			const {findClusters} = await import('../setup/conductorone/kubectl.ts');
			return findClusters();
		},
	};
}

async function kept(services: {findSecret(clientId: string): Promise<string | null>}, clientId: string) {
	const clientSecret = await services.findSecret(clientId);
	return clientSecret === null ? null : {clientId, clientSecret};
}

/** The last set-up in this tenant, if it did not come to its end. */
function unfinishedIn(store: ConnectStore, host: string): SignedInAs['unfinished'] {
	const progress = store.last()?.progress;
	if (progress?.answers === undefined || progress.host !== host) return null;
	const {answers} = progress;
	return nextStep(progress, answers, {secret: false}) === null ? null : {answers, progress};
}

/** What a role may not see, or a tenant does not have, is left out of a list. */
async function ignoring(codes: readonly string[], work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		if (!codes.includes(Problem.from(error).code)) throw error;
	}
}
