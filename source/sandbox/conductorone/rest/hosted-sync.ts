import {setTimeout as delay} from 'node:timers/promises';
import type {ArrivalSink, Arrivals} from './arrivals.ts';

type Row = Record<string, unknown>;

const pageSize = 500;
const patienceMs = 500;

interface Run {
	control: AbortController;
	done: Promise<void>;
}

/** Reads Litmos as the connector does that ConductorOne hosts: one request after another, JSON, 500 rows a page. */
export class HostedSync {
	readonly #arrivals: Arrivals;
	readonly #url: string | null;
	readonly #running = new Map<string, Run>();

	constructor(arrivals: Arrivals, url: string | null) {
		this.#arrivals = arrivals;
		this.#url = url;
	}

	/** Runs a sync in place of the one that runs for this connector. Calls `end` with what went wrong, or null; not when it was stopped. */
	start(connectorId: string, config: Record<string, string>, end: (error: string | null) => void): void {
		this.stop(connectorId);
		const control = new AbortController();
		const run: Run = {control, done: Promise.resolve()};
		this.#running.set(connectorId, run);
		run.done = this.#run(connectorId, config, control.signal).then((error) => {
			if (control.signal.aborted) return;
			this.#running.delete(connectorId);
			end(error);
		});
	}

	stop(connectorId: string): void {
		this.#running.get(connectorId)?.control.abort();
		this.#running.delete(connectorId);
	}

	/** Stops what runs and waits until it has stopped. */
	async close(): Promise<void> {
		const runs = [...this.#running.values()];
		for (const {control} of runs) control.abort();
		await Promise.all(runs.map(({done}) => done));
	}

	async #run(connectorId: string, config: Record<string, string>, signal: AbortSignal): Promise<string | null> {
		const delivery = this.#arrivals.open(connectorId);
		try {
			if (this.#url === null) throw new Error('Litmos cannot be reached from here');
			await this.#read(litmosReader(this.#url, config, signal), config, delivery.sink);
			signal.throwIfAborted();
			delivery.accept();
			return null;
		} catch (error) {
			delivery.drop();
			return error instanceof Error ? error.message : String(error);
		}
	}

	async #read(
		litmos: ReturnType<typeof litmosReader>,
		config: Record<string, string>,
		sink: ArrivalSink,
	): Promise<void> {
		for (const [id, displayName, trait] of resourceTypes) sink.resourceType({id, displayName, traits: [trait]});
		for await (const user of litmos.list('/users')) {
			const account = {
				email: String(user.Email ?? ''),
				login: String(user.UserName ?? ''),
				enabled: user.Active === true,
			};
			sink.resource({type: 'user', id: String(user.Id), displayName: account.login, account});
		}
		for await (const team of litmos.list('/teams')) {
			const [id, name] = [String(team.Id), String(team.Name)];
			sink.resource({type: 'team', id, displayName: name, account: null});
			entitle(sink, 'team', id, 'member', `Team ${name} member`);
			for await (const user of litmos.list(`/teams/${encodeURIComponent(id)}/users`))
				grant(sink, 'team', id, 'member', user);
		}
		const wanted = (config.litmos_course_ids ?? '')
			.split(',')
			.map((id) => id.trim())
			.filter(Boolean);
		const courses =
			wanted.length > 0
				? litmos.each(wanted.map((id) => `/courses/${encodeURIComponent(id)}`))
				: litmos.list('/courses');
		for await (const course of courses) {
			const [id, name] = [String(course.Id), String(course.Name)];
			sink.resource({type: 'course', id, displayName: name, account: null});
			for (const slug of ['assigned', 'completed', 'in_progress'])
				entitle(sink, 'course', id, slug, `Course ${name} ${slug}`);
			for await (const user of litmos.list(`/courses/${encodeURIComponent(id)}/users`)) {
				grant(sink, 'course', id, 'assigned', user);
				grant(sink, 'course', id, user.Completed === true ? 'completed' : 'in_progress', user);
			}
		}
	}
}

const resourceTypes = [
	['user', 'User', 'USER'],
	['team', 'Team', 'GROUP'],
	['course', 'Course', ''],
] as const;

function entitle(sink: ArrivalSink, type: string, resource: string, slug: string, displayName: string): void {
	const id = `${type}:${resource}:${slug}`;
	sink.entitlement({id, resourceType: type, resourceId: resource, slug, displayName, description: ''});
}

function grant(sink: ArrivalSink, type: string, resource: string, slug: string, user: Row): void {
	sink.grant({entitlementId: `${type}:${resource}:${slug}`, principalType: 'user', principalId: String(user.Id)});
}

/** Reads Litmos with the settings of a connector, waiting while it is busy. */
function litmosReader(base: string, config: Record<string, string>, signal: AbortSignal) {
	async function get(path: string, query: Record<string, string>): Promise<unknown> {
		const parameters = new URLSearchParams({...query, source: config.litmos_source ?? '', format: 'json'});
		for (;;) {
			const response = await fetch(`${base}/v1.svc${path}?${parameters}`, {
				headers: {apikey: config.litmos_api_key ?? '', accept: 'application/json'},
				signal,
			});
			if (response.status === 200) return await response.json();
			await response.body?.cancel();
			if (![429, 503, 504].includes(response.status)) {
				throw new Error(`litmos: GET ${path.replace(/\?.*/, '')} failed with status ${response.status}`);
			}
			await delay(patienceMs, undefined, {signal, ref: false});
		}
	}
	return {
		async *list(path: string): AsyncGenerator<Row> {
			for (let start = 0; ; ) {
				const rows = (await get(path, {start: String(start), limit: String(pageSize)})) as Row[];
				yield* rows;
				if (rows.length < pageSize) return;
				start += rows.length;
			}
		},
		async *each(paths: string[]): AsyncGenerator<Row> {
			for (const path of paths) yield (await get(path, {})) as Row;
		},
	};
}
