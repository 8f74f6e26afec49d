import {type Route, route} from './call.ts';
import {page, type Source} from './paging.ts';

/**
 * Access requests: this tenant has none, so task searches are answered with an empty list (`c1.api.task.v1`), which is
 * what a new tenant answers as well. `requestable` gives what a person may ask for, for the request catalog.
 */
export function requestRoutes(requestable: (query: string) => Source[]): Route[] {
	return [
		route('POST /api/v1/search/tasks', 'self', (call) => ({...page(call), expanded: []})),
		route('POST /api/v1/search/request_catalog/entitlements', 'self', (call) => ({
			...page(call, ...requestable(typeof call.body.query === 'string' ? call.body.query : '')),
			expanded: [],
		})),
	];
}
