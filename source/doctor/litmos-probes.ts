import type {LitmosClient, Page} from '../litmos/client.ts';
import {Problem, type ProblemTexts} from '../problem/problem.ts';
import {litmosMessages, wayMessages} from './messages.ts';
import {type Finding, failed, ok, once, type Probe, probe, skipped, unlessLocked, warning} from './probe.ts';
import type {LitmosServices} from './services.ts';

/** What came of the first request with the key. */
type Access =
	| {kind: 'accepted'}
	/** Good, but of somebody who may not list accounts. */
	| {kind: 'low-role'}
	/** Good for another region. */
	| {kind: 'elsewhere'; name: string; flag: string}
	| {kind: 'refused'; problem: Problem}
	| {kind: 'busy'; problem: Problem}
	/** It does not answer as Litmos does. */
	| {kind: 'no-litmos'; problem: Problem};

type Basic = 'accounts' | 'teams' | 'courses';

/**
 * What Litmos says to the key, with about ten requests. The order is that of causes: an allowance that is used up makes all
 * else fail, and a key of another region looks like a wrong one.
 */
export function litmosProbes(services: LitmosServices): Probe[] {
	const visit = visitOf(services);
	const after = ['litmos-key', 'litmos-role'];
	return [
		probe('litmos-allowance', ['litmos-connection', 'litmos-tls'], (signal) =>
			allowanceFinding(services, visit, signal),
		),
		probe('litmos-region', ['litmos-allowance'], (signal) => regionFinding(services, visit, signal)),
		probe('litmos-key', ['litmos-region'], (signal) => keyFinding(visit, signal)),
		probe('litmos-role', ['litmos-key'], (signal) => roleFinding(visit, signal)),
		probe('litmos-api', ['litmos-key'], () => ok(litmosMessages.apiOn)),
		listProbe('accounts', visit, after),
		listProbe('teams', visit, after),
		listProbe('courses', visit, after),
		probe('litmos-paging', ['litmos-accounts'], (signal) => pagingFinding(visit, signal)),
		probe('litmos-date-ranges', after, (signal) => dateRangesFinding(visit, signal)),
	];
}

interface Visit {
	/** Null = no account or no key. */
	client(pageSize?: number): Promise<LitmosClient>;
	key(): Promise<string | null>;
	access(signal: AbortSignal): Promise<Access>;
	page<Kind extends Basic>(kind: Kind, signal: AbortSignal): Promise<Page<Kind>>;
}

function visitOf(services: LitmosServices): Visit {
	const clients = new Map<number, LitmosClient>();
	const pages = new Map<Basic, Promise<Page<Basic>>>();
	const visit: Visit = {
		key: once(() => services.key()),
		async client(pageSize = 0) {
			const text = await visit.key();
			const made = clients.get(pageSize) ?? services.client(text ?? '', pageSize === 0 ? {} : {pageSize});
			clients.set(pageSize, made);
			return made;
		},
		access: once((signal) => findAccess(services, visit, signal)),
		page<Kind extends Basic>(kind: Kind, signal: AbortSignal) {
			const found = pages.get(kind) ?? visit.client().then((client) => client.page({kind, of: ''}, 0, {signal}));
			pages.set(kind, found as Promise<Page<Basic>>);
			return found as Promise<Page<Kind>>;
		},
	};
	return visit;
}

async function findAccess(services: LitmosServices, visit: Visit, signal: AbortSignal): Promise<Access> {
	const client = await visit.client();
	try {
		await client.checkAccess({signal});
		return {kind: 'accepted'};
	} catch (error) {
		const problem = Problem.from(error);
		// Told to slow down until the time for this probe was over: the client would go on waiting.
		const isBusy = problem.code === 'litmos/busy' || (signal.aborted && client.stats().throttled > 0);
		if (isBusy) return {kind: 'busy', problem: new Problem({code: 'litmos/busy', ...litmosMessages.usedElsewhere})};
		// No answer in time is told as that, by whoever set the time.
		if (signal.aborted) throw problem;
		if (problem.code !== 'litmos/key-refused') return {kind: 'no-litmos', problem};
		// Learning paths may be listed by an Administrator, accounts may not (Litmos fact sheet, section 1.2).
		const isGood = await succeeds(client.page({kind: 'learning-paths', of: ''}, 0, {signal}));
		if (isGood) return {kind: 'low-role'};
		for (const {name, flag, baseUrl} of services.otherRegions) {
			const there = services.client((await visit.key()) ?? '', {baseUrl});
			const isAccepted = await succeeds(there.checkAccess({signal}));
			there.close?.();
			if (isAccepted) return {kind: 'elsewhere', name, flag};
		}
		return {kind: 'refused', problem};
	}
}

const succeeds = (work: Promise<unknown>) =>
	work.then(
		() => true,
		() => false,
	);

async function allowanceFinding(services: LitmosServices, visit: Visit, signal: AbortSignal): Promise<Finding> {
	if (services.source === undefined) return skipped(wayMessages.notSetUp.litmos, [litmosMessages.giveKey]);
	const key = await unlessLocked(visit.key());
	if (key instanceof Problem) return skipped(key.what, key.next);
	if (key === null) return skipped(litmosMessages.noKey, [litmosMessages.giveKey]);
	const {used, heldUntil} = services.allowance(key) ?? {used: 0, heldUntil: null};
	const limit = services.requestsPerMinute;
	const facts = {used, limit: Number.isFinite(limit) ? limit : null};
	if (used >= limit)
		return {...warning(litmosMessages.usedUp(used), [litmosMessages.waitAMinute], facts), isBlocking: true};
	if (heldUntil !== null) {
		const seconds = Math.max(1, Math.ceil((heldUntil - services.now()) / 1000));
		return {...warning(litmosMessages.held(seconds), [litmosMessages.waitAMinute], facts), isBlocking: true};
	}
	const access = await visit.access(signal);
	return access.kind === 'busy' ? failed(access.problem, facts) : ok(litmosMessages.allowance(used, limit), facts);
}

async function regionFinding(services: LitmosServices, visit: Visit, signal: AbortSignal): Promise<Finding> {
	const access = await visit.access(signal);
	const {host} = new URL(services.baseUrl);
	const here = services.regionName ?? host;
	const facts = {host, region: services.regionName ?? null};
	if (access.kind === 'no-litmos') return failed(access.problem, facts);
	if (access.kind === 'elsewhere') {
		const {name, flag} = access;
		return failed(new Problem({code: 'litmos/key-refused', ...litmosMessages.otherRegion(here, name, flag)}), facts);
	}
	if (access.kind === 'refused') return ok(litmosMessages.regionUnknown, facts);
	return ok(
		services.regionName === undefined ? litmosMessages.otherHost(host) : litmosMessages.region(here, host),
		facts,
	);
}

/** Litmos' keys are GUIDs (fact sheet, section 1.2). */
const keyForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function keyFinding(visit: Visit, signal: AbortSignal): Promise<Finding> {
	const access = await visit.access(signal);
	if (access.kind !== 'refused') return ok(litmosMessages.accepted);
	const isKey = keyForm.test((await visit.key()) ?? '');
	const finding = failed(access.problem, {looksLikeAKey: isKey});
	return isKey ? finding : {...finding, toDo: [litmosMessages.notLikeAKey, ...(finding.toDo ?? []).slice(1)]};
}

async function roleFinding(visit: Visit, signal: AbortSignal): Promise<Finding> {
	const {kind} = await visit.access(signal);
	if (kind !== 'low-role') return ok(litmosMessages.owner);
	return failed(new Problem({code: 'litmos/forbidden', ...litmosMessages.lowRole}));
}

function listProbe(kind: Basic, visit: Visit, needs: readonly string[]): Probe {
	return probe(`litmos-${kind}`, needs, async (signal) => {
		const {rows, next} = await visit.page(kind, signal);
		const facts = {rows: rows.length, more: next !== null};
		// An account without teams is nothing to wonder about.
		if (rows.length === 0 && kind !== 'teams')
			return warning(litmosMessages.noRows(kind), [litmosMessages.checkAccount], facts);
		const one = ({accounts: 'account', teams: 'team', courses: 'course'} as const)[kind];
		return ok(litmosMessages.page(rows.length, next !== null, one), facts);
	});
}

/** Two pages of two rows that share one, and the total that the whole page above is compared with. */
async function pagingFinding(visit: Visit, signal: AbortSignal): Promise<Finding> {
	const whole = await visit.page('accounts', signal);
	if (whole.rows.length < 2) return ok(litmosMessages.tooFewToTell);
	const client = await visit.client(2);
	const listing = {kind: 'accounts', of: ''} as const;
	const first = await client.page(listing, 0, {signal});
	const second = await client.page(listing, 1, {signal});
	const sent = first.rows.length + first.unusable;
	const [a, b] = first.rows.map(({id}) => id);
	const [next] = second.rows.map(({id}) => id);
	if (next !== undefined && next === a) return refusal(litmosMessages.startIgnored);
	if (sent > 2)
		return warning(litmosMessages.askedAndSent(2, sent), [litmosMessages.tryAgain], {start: next === b, limit: false});
	if (next !== b) return warning(litmosMessages.rowsMoved, [litmosMessages.tryAgain], {start: null, limit: true});
	const {pageSize} = await visit.client();
	const total = await (await visit.client()).accountTotal({signal});
	const got = whole.rows.length + whole.unusable;
	const facts = {start: true, limit: true, pageSize, rows: got, total};
	if (total !== null && got < Math.min(pageSize, total)) {
		return warning(litmosMessages.askedAndSent(pageSize, got), [litmosMessages.cappedAdvice], facts);
	}
	return ok(litmosMessages.pagingWorks, facts);
}

function refusal(problem: ProblemTexts): Finding {
	return failed(new Problem({code: 'sync/incomplete', ...problem}), {start: false});
}

async function dateRangesFinding(visit: Visit, signal: AbortSignal): Promise<Finding> {
	const isThere = (await (await visit.client()).takesDateRanges?.({signal})) ?? false;
	const facts = {available: isThere};
	return isThere
		? ok(litmosMessages.dateRanges, facts)
		: warning(litmosMessages.noDateRanges, [litmosMessages.noDateRangesAdvice], facts);
}
