import type {RestClient} from '../../conductorone/rest/client.ts';
import {folderOf, hasFiles} from '../../deploy/ways.ts';
import {ignoring} from '../../problem/ignoring.ts';
import {Problem} from '../../problem/problem.ts';
import {resolveRules} from '../../sync/resolve-rules.ts';
import type {SignedIn} from '../conductorone/account.ts';
import type {ConnectAnswers} from '../conductorone/answers.ts';
import {nextStep} from '../conductorone/plan.ts';
import type {ConnectorSecret} from '../conductorone/plan-services.ts';
import type {SignedInAs} from '../conductorone/state.ts';
import type {ConnectStore} from '../conductorone/store.ts';
import {leftOutNotes, resolvedNote} from '../left-out.ts';
import {accountProblemMessages} from '../messages.ts';
import type {ConnectServices, LitmosPart} from './conductorone.ts';
import {type ConductorOneSession, openConductorOne, type TenantContext} from './conductorone-session.ts';
import {listApps, listPeople} from './lists.ts';
import {signedInMessages} from './messages.ts';
import {type DemoValues, demoSettings} from './services.ts';

/** How long one looks for the data to arrive, ms. Afterwards “status” does it at any time. */
const watchMs = 300_000;

/**
 * The part in ConductorOne, on the same functions as the commands.
 *
 * @param now state folder and saved answers as they are now; `demo` once demo data is chosen
 */
export function createConductorOneServices(
	given: Pick<TenantContext, 'values' | 'signal' | 'isDry'>,
	now: () => Pick<TenantContext, 'stateFolder' | 'saved'> & {demo: DemoValues | undefined},
): ConnectServices {
	let signedIn: SignedIn | undefined;
	let note: (text: string) => void = () => {};

	/** The settings as the screens' answers are now; nothing may be written to the terminal. */
	function contextNow(litmos?: LitmosPart): TenantContext {
		const {demo, stateFolder, saved} = now();
		return {
			...given,
			sandbox: demo,
			stateFolder,
			saved: demo === undefined ? saved : undefined,
			values: {
				...given.values,
				...(litmos === undefined
					? {}
					: {
							source: litmos.tenant.source,
							apiKey: litmos.tenant.apiKey,
							litmosUrl: litmos.tenant.baseUrl,
							courseRules: litmos.byRule?.rules,
						}),
				...litmos?.reading,
				...demoSettings(demo),
			},
			progress: {
				say: (text) => note(text),
				// The screens show what they wait for.
				waiting: (_, work) => work,
			},
		};
	}
	/** For the personal key, which is what the page offers it for. */
	let isFileAllowed = false;
	const open = async (litmos?: LitmosPart): Promise<{context: TenantContext; session: ConductorOneSession}> => {
		const context = contextNow(litmos);
		return {context, session: await openConductorOne(context, isFileAllowed ? ['personalKey'] : [])};
	};
	const client = (): RestClient => {
		if (signedIn === undefined) throw new Problem({code: 'input/missing', ...accountProblemMessages.notSignedIn});
		return signedIn.client;
	};
	const as = (found: SignedIn, store: ConnectStore): SignedInAs => {
		signedIn = found;
		const {identity, where = null, expiresAt = null} = found;
		return {identity, where, expiresAt, unfinished: unfinishedIn(store, identity.host)};
	};
	const planOf = async (answers: ConnectAnswers, litmos: LitmosPart, signal: AbortSignal) => {
		const [{beginningOf, progressKey}, {fileAnswersOf, planServices}] = await Promise.all([
			import('../conductorone/progress.ts'),
			import('./plan.ts'),
		]);
		const {context, session} = await open(litmos);
		const {identity, client: calls} = signedIn ?? (await session.signIn());
		const key = progressKey(identity.host, answers);
		const begun = session.store.setUp(key) ?? beginningOf(identity.host, answers);
		const files = fileAnswersOf({...answers.place}, answers.hosting, context);
		const usual = planServices(context, session, {
			client: calls,
			files,
			courses: litmos.courses,
			save: (progress) => session.store.saveSetUp(key, progress),
		});
		return {context, session, key, begun, files, services: {...usual, signal}};
	};

	return {
		async findAccount() {
			// A demo shows the sign-in as it is in real life.
			if (now().demo !== undefined && signedIn === undefined) return null;
			const {session} = await open();
			const look = async () => {
				const {whoAmI} = await import('../../conductorone/rest/personal-key.ts');
				const found = await session.signIn();
				return as({...found, identity: await whoAmI(found.client)}, session.store);
			};
			// Nobody yet, or the key was revoked meanwhile: one signs in (again). An outage is told.
			const toSignIn = ignoring('input/missing', 'input/invalid', 'c1/credential-refused', 'keychain/unavailable');
			return (await look().catch(toSignIn)) ?? null;
		},
		async signInByBrowser(tenant, {allowFile, onCode, signal}) {
			isFileAllowed ||= allowFile;
			const [{deviceLogin}, {tenantHost}, {keepNewKey, noPlace}] = await Promise.all([
				import('../../conductorone/rest/device-login.ts'),
				import('../../conductorone/rest/tenant-host.ts'),
				import('../conductorone/account.ts'),
			]);
			const host = tenantHost(tenant);
			const {context, session} = await open();
			const place = await session.secrets();
			const isDemo = now().demo !== undefined;
			if (place.provider === 'memory' && !isDemo) throw noPlace(place);
			const token = await deviceLogin({host, insecure: context.values.c1Insecure, signal, onCode});
			// It ends with this program, and so would a key of its own.
			if (isDemo) return as(await session.signIn(), session.store);
			const lifetimeSeconds = 90 * 24 * 3600;
			return as(await keepNewKey(token, {host, lifetimeSeconds}, session), session.store);
		},
		async signInByKey(text, {allowFile}) {
			isFileAllowed ||= allowFile;
			const [{readCredential}, {keepPastedKey}] = await Promise.all([
				import('./credential-text.ts'),
				import('../conductorone/account.ts'),
			]);
			const {clientId, clientSecret} = readCredential(text);
			if (clientId === undefined || clientSecret === undefined) {
				const missing = clientId === undefined ? 'clientId' : 'clientSecret';
				throw new Problem({code: 'input/missing', ...signedInMessages.halfKey(missing)});
			}
			const {session} = await open();
			return as(await keepPastedKey({clientId, clientSecret}, session), session.store);
		},
		listApps: (onRows, onConnector, signal) => listApps(client(), onRows, onConnector, signal),
		listPeople: (onRows, signal) => listPeople(client(), onRows, signal),
		async runPlan(answers, litmos, onEvent, signal) {
			const {context, begun, files, services: planned} = await planOf(answers, litmos, signal);
			note = (text) => onEvent({type: 'note', text});
			const [{runPlan}, {deploymentOf, keepsRules}, {checkFolder, checkPossible}, {pagesOf}] = await Promise.all([
				import('../conductorone/run-plan.ts'),
				import('../conductorone/deployment.ts'),
				import('./checks.ts'),
				import('../conductorone/watch.ts'),
			]);
			const {byRule} = litmos;
			const {skipInactiveCourses: skipInactive} = litmos.reading;
			const courses =
				byRule === undefined || keepsRules(answers.hosting, files)
					? litmos.courses
					: (byRule.matched?.ids ?? resolveRules(byRule.rules, byRule.rows, {skipInactive}));
			const services = {...planned, litmos: {...planned.litmos, courses}};
			await checkFolder(context, answers, files, begun);
			await checkPossible(client(), answers);
			if (byRule !== undefined && courses !== null) {
				note(resolvedNote(byRule.rules, courses.length, byRule.matched?.at));
			}
			// A push from here takes all of them along.
			if (answers.hosting !== 'here') {
				const {values} = context;
				for (const text of leftOutNotes(files, values, values, answers.hosting === 'hosted')) note(text);
			}
			// Where there is no keychain the set-up offers a place itself, once the credential is in its hands.
			const keepSecret = async (secret: ConnectorSecret) => {
				await services.keepSecret(secret).catch(ignoring('keychain/unavailable'));
			};
			const made = await runPlan(
				answers,
				begun,
				{...services, onEvent, keepSecret, push: neverHere},
				{isPushedElsewhere: true},
			);
			const {credential} = made.progress;
			const secret =
				answers.hosting === 'here' && credential !== undefined
					? (made.secret ?? (await kept(services, credential.clientId)))
					: null;
			return {
				progress: made.progress,
				secret,
				deployment: hasFiles(answers.hosting) ? await deploymentOf(answers, services, null) : null,
				pages: pagesOf(client().host, made.progress),
			};
		},
		async watch(answers, progress, read, {onState, onProof}, signal) {
			const [{followArrival}, {progressKey}, {sentCountsOf}] = await Promise.all([
				import('../conductorone/watch.ts'),
				import('../conductorone/progress.ts'),
				import('../conductorone/sent.ts'),
			]);
			await followArrival(client(), progress, {
				signal,
				limitMs: watchMs,
				isElsewhere: hasFiles(answers.hosting),
				onState,
				onProof,
				async sent() {
					if (read === null) return undefined;
					const sent = await sentCountsOf(read.workingFile);
					const {session} = await open();
					const pushed = {at: new Date().toISOString(), syncId: read.syncId, counts: sent};
					session.store.saveSetUp(progressKey(progress.host, answers), {
						...progress,
						sent,
						...(answers.hosting === 'here' ? {pushed} : {}),
					});
					return sent;
				},
			});
		},
		async undo(answers, litmos) {
			const {undoPlan} = await import('../conductorone/undo.ts');
			const {begun, files, services, key, session} = await planOf(answers, litmos, given.signal);
			const undone = await undoPlan(begun, services, files.namespace);
			session.store.removeSetUp(key);
			return undone;
		},
		folderOf: ({hosting, folder}) =>
			hosting === null || !hasFiles(hosting)
				? null
				: folderOf(folder.trim() === '' ? {} : {folder: folder.trim()}, hosting),
		async clusters() {
			const {findClusters} = await import('../conductorone/kubectl.ts');
			return findClusters();
		},
	};
}

/** The set-up pushes on its own last step, where a person sees what is sent. */
function neverHere(): never {
	throw new Error('the plan does not push');
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
