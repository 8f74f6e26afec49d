import {getProxyForUrl} from 'proxy-from-env';
import {Problem} from '../problem/problem.ts';
import {networkMessages, proxyMessages} from './messages.ts';

/** True for `localhost`, `*.localhost`, 127.0.0.0/8 and `::1` (with or without brackets). */
export function isLoopback(hostname: string): boolean {
	const host = hostname.toLowerCase().replace(/^\[|\]$/g, '');
	return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * The proxy for an address by `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` (either case), or null for a
 * direct connection. Loopback addresses are never proxied.
 *
 * @throws Problem `network/proxy` when the variable holds something that is not an http(s) address.
 */
export function proxyFor(url: string | URL): string | null {
	const target = typeof url === 'string' ? new URL(url) : url;
	if (isLoopback(target.hostname)) return null;
	const found = getProxyForUrl(target);
	if (found === '') return null;
	// `HTTPS_PROXY=proxy:3128` without a scheme means a plain-http proxy everywhere else (curl, Go, npm).
	const scheme = `${target.protocol}//`;
	const bare = !proxyVariables().some((value) => value === found);
	const address = bare && found.startsWith(scheme) ? `http://${found.slice(scheme.length)}` : found;
	const parsed = URL.parse(address);
	if (!parsed || !/^https?:$/.test(parsed.protocol)) {
		throw new Problem({code: 'network/proxy', ...proxyMessages.unusableSetting});
	}
	return address;
}

/** The variable that a proxy address came from; the usual one when none holds it. */
export function proxyVariable(address: string): string {
	const names = ['https_proxy', 'http_proxy', 'all_proxy'].flatMap((name) => [name, name.toUpperCase()]);
	const bareOf = (text: string) => text.replace(/^[a-z]+:\/\//i, '');
	return names.find((name) => process.env[name] && bareOf(process.env[name]) === bareOf(address)) ?? 'HTTPS_PROXY';
}

/** Host and port of a proxy for people; never the user name and password an address may hold. */
export function proxyName(proxy: string | null): string {
	return (proxy === null ? null : URL.parse(proxy)?.host) ?? networkMessages.someProxy;
}

function proxyVariables(): (string | undefined)[] {
	const {env} = process;
	return ['https_proxy', 'http_proxy', 'all_proxy'].flatMap((name) => [env[name], env[name.toUpperCase()]]);
}
