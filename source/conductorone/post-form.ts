import type {HttpClient} from '../http/http-client.ts';

/** What signing in needs of the HTTP client: one form POST, nothing retried, any status given back. */
export type PostForm = (url: string, form: Record<string, string>, signal?: AbortSignal) => Promise<FormAnswer>;

/** Headers are null where they are absent. */
export interface FormAnswer {
	status: number;
	date: string | null;
	retryAfter: string | null;
	body: string;
}

/** A token answer is a few kilobytes; more is somebody's web page. */
const mostBytes = 256 * 1024;

export function postFormThrough(http: HttpClient): PostForm {
	return async (url, form, signal) => {
		const answer = await http.request(url, {
			method: 'POST',
			headers: {'content-type': 'application/x-www-form-urlencoded', accept: 'application/json'},
			body: new URLSearchParams(form).toString(),
			signal,
		});
		return {
			status: answer.status,
			date: answer.header('date'),
			retryAfter: answer.header('retry-after'),
			body: await answer.text(mostBytes),
		};
	};
}
