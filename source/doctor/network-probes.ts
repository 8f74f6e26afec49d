import {isIP} from 'node:net';
import {networkProblem} from '../http/network-problem.ts';
import {proxyName} from '../http/proxy.ts';
import {Problem} from '../problem/problem.ts';
import {wayMessages} from './messages.ts';
import {type Finding, failed, ok, once, type Probe, probe, skipped, warning} from './probe.ts';
import type {NetworkServices} from './services.ts';

type Service = 'litmos' | 'c1';

/** Seconds: credentials of ConductorOne bear two minutes of difference (baton protocol sheet, section 1.2). */
const clockLimits = {failed: 60, warning: 15};
/** Certificates that end within so many days are told. */
const soon = 14;
const day = 86_400_000;

/**
 * The way to the address of one service, in the order in which a connection comes about: name, proxy, connection,
 * certificate, and for Litmos the clock. One request in all, without any credential.
 */
export function networkProbes(service: Service, url: string | undefined, services: NetworkServices): Probe[] {
	if (url === undefined) {
		const notSetUp = () => skipped(wayMessages.notSetUp[service]);
		return (['dns', 'proxy', 'connection', 'tls'] as const).map((part) => probe(`${service}-${part}`, [], notSetUp));
	}
	const {hostname, host} = new URL(url);
	const way = askOnce(url, services);
	return [
		probe(`${service}-dns`, [], () => lookup(url, hostname.replace(/^\[|\]$/g, ''), services)),
		probe(`${service}-proxy`, [`${service}-dns`], (signal) => proxyFinding(url, services, way, signal)),
		connectionProbe(service, host, way),
		probe(`${service}-tls`, [`${service}-connection`], async (signal) =>
			certificateFinding(url, (await way(signal)).problem, services, signal),
		),
		...(service === 'litmos' ? [clockProbe(way)] : []),
	];
}

/** For the first page: whether there is a way to a service at all, in one probe and one request. */
export function reachProbe(service: Service, url: string, services: Pick<NetworkServices, 'answer' | 'now'>): Probe {
	const way = askOnce(url, services);
	const {host} = new URL(url);
	return probe(`${service}-connection`, [], async (signal) => {
		const {problem} = await way(signal);
		return problem === null ? ok(wayMessages.answers(host), {host}) : failed(problem, {host});
	});
}

interface Answered {
	/** Why there was no answer; null when there was one. */
	problem: Problem | null;
	date: string | null;
	/** Unix ms, of the middle between question and answer. */
	at: number;
}

type Way = (signal: AbortSignal) => Promise<Answered>;

function askOnce(url: string, services: Pick<NetworkServices, 'answer' | 'now'>): Way {
	return once(async (signal) => {
		const begun = services.now();
		try {
			const {date} = await services.answer(url, signal);
			return {problem: null, date, at: (begun + services.now()) / 2};
		} catch (error) {
			return {problem: Problem.from(error), date: null, at: begun};
		}
	});
}

async function lookup(url: string, host: string, services: NetworkServices): Promise<Finding> {
	if (isIP(host) !== 0 || host === 'localhost') return ok(wayMessages.ownAddress(host), {host});
	// A setting that is no address is for the next probe to tell.
	const proxy = proxyOr(() => services.proxy(url));
	if (proxy instanceof Problem) return ok(wayMessages.byProxy(proxyName(null)), {host});
	if (proxy !== null) return ok(wayMessages.byProxy(proxyName(proxy.address)), {host});
	try {
		const addresses = await services.lookup(host);
		return ok(wayMessages.address(host, addresses[0] ?? ''), {host, addresses: addresses.length});
	} catch (error) {
		return failed(networkProblem(error, url), {host});
	}
}

function proxyOr<Result>(work: () => Result): Result | Problem {
	try {
		return work();
	} catch (error) {
		return Problem.from(error);
	}
}

async function proxyFinding(url: string, services: NetworkServices, way: Way, signal: AbortSignal): Promise<Finding> {
	const proxy = proxyOr(() => services.proxy(url));
	if (proxy instanceof Problem) return failed(proxy);
	if (proxy === null) return ok(wayMessages.noProxy, {variable: null});
	const facts = {variable: proxy.variable, proxy: proxyName(proxy.address)};
	const {problem} = await way(signal);
	if (problem?.code === 'network/proxy') return failed(problem, facts);
	return ok(wayMessages.proxy(facts.proxy, facts.variable), facts);
}

function connectionProbe(service: Service, host: string, way: Way): Probe {
	return probe(`${service}-connection`, [`${service}-proxy`], async (signal) => {
		const {problem} = await way(signal);
		// A certificate that is not trusted is the finding of the next probe: something answers.
		return problem === null || problem.code === 'network/tls'
			? ok(wayMessages.answers(host), {host})
			: failed(problem, {host});
	});
}

async function certificateFinding(
	url: string,
	problem: Problem | null,
	services: NetworkServices,
	signal: AbortSignal,
): Promise<Finding> {
	const found = await services.certificate(url, signal).catch(() => undefined);
	const facts = found ? {issuer: found.issuer, validTo: found.validTo} : {};
	if (problem?.code === 'network/tls') return failed(problem, facts);
	if (found === null) return ok(wayMessages.noHttps);
	if (found === undefined) return ok(wayMessages.answers(new URL(url).host));
	if (found.distrust !== null) return failed(networkProblem({code: found.distrust}, url), facts);
	const validTo = found.validTo.slice(0, 10);
	if (Date.parse(found.validTo) - services.now() < soon * day)
		return warning(wayMessages.endsSoon(validTo), [wayMessages.renew], facts);
	return ok(wayMessages.certificate(found.issuer, validTo), facts);
}

/** Compares with the Date header, which has whole seconds. */
function clockProbe(way: Way): Probe {
	return probe('litmos-clock', ['litmos-connection'], async (signal) => {
		const {date, at} = await way(signal);
		const there = date === null ? Number.NaN : Date.parse(date);
		if (Number.isNaN(there)) return skipped(wayMessages.noDate);
		const seconds = Math.round((at - (there + 500)) / 1000);
		const facts = {seconds};
		if (Math.abs(seconds) >= clockLimits.failed) {
			const {what, why, next} = wayMessages.clockOff(seconds);
			return {result: 'failed', said: what, more: why, toDo: next ?? [], facts};
		}
		if (Math.abs(seconds) >= clockLimits.warning)
			return warning(wayMessages.clockDrifts(seconds), [wayMessages.setClock], facts);
		return ok(wayMessages.clock, facts);
	});
}
