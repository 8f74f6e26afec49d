import {type Login, postForm, token} from './client.ts';

export interface Answer {
	status: number;
	// Tests look into answers of many shapes.
	// biome-ignore lint/suspicious/noExplicitAny: see above
	body: any;
	headers: Headers;
}

export interface RestClient {
	(method: string, path: string, body?: unknown): Promise<Answer>;
	bearer: string;
}

/** A plain REST client with the bearer of a key. */
export async function restClient(url: string, login: {clientId: string; clientSecret: string}): Promise<RestClient> {
	return withBearer(url, await token({url, ...login} satisfies Login));
}

export function withBearer(url: string, bearer: string): RestClient {
	const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
		const response = await fetch(url + path, {
			method,
			redirect: 'manual',
			headers: {authorization: `Bearer ${bearer}`, ...(body === undefined ? {} : {'content-type': 'application/json'})},
			...(body === undefined ? {} : {body: JSON.stringify(body)}),
		});
		const text = await response.text();
		const json = response.headers.get('content-type')?.includes('json');
		return {status: response.status, body: json ? JSON.parse(text) : text, headers: response.headers};
	};
	return Object.assign(call, {bearer});
}

/** All rows of a search. */
export async function all(client: RestClient, path: string, body: Record<string, unknown>, pageSize = 100) {
	const rows: Answer['body'][] = [];
	let pageToken = '';
	do {
		const answer = await client('POST', path, {...body, pageSize, pageToken});
		if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
		rows.push(...answer.body.list);
		pageToken = answer.body.nextPageToken;
	} while (pageToken !== '');
	return rows;
}

export const deviceClient = '2RCzHlak5q7CY14SdBc8HoZEJRf';

export async function startSignIn(url: string) {
	const response = await postForm(`${url}/auth/v1/device_authorization`, {client_id: deviceClient});
	return (await response.json()) as {
		device_code: string;
		user_code: string;
		verification_uri_complete: string;
		expires_in: number;
		interval: number;
	};
}

/** One poll: the access token, or the error's name. */
export async function poll(url: string, deviceCode: string): Promise<{token?: string; error?: string}> {
	const response = await postForm(`${url}/auth/v1/token`, {
		grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
		client_id: deviceClient,
		device_code: deviceCode,
	});
	const body = (await response.json()) as {access_token?: string; error?: string};
	return body.access_token ? {token: body.access_token} : {error: body.error ?? ''};
}
