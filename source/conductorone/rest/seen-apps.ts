import {Problem} from '../../problem/problem.ts';
import type {RestClient} from './client.ts';
import type {App, ManagedStateBinding} from './objects.ts';

/** An app that ConductorOne saw in a directory (identity provider) and that nobody manages there yet. */
export interface SeenApp {
	directory: App;
	binding: ManagedStateBinding;
	displayName: string;
}

/**
 * Yields the apps that can be promoted to managed ones. Which resource type of a directory holds apps is not documented:
 * those whose name speaks of applications are asked first, and all of them when none does. Directories that do not
 * answer such questions are passed over.
 */
export async function* findSeenApps(client: RestClient): AsyncGenerator<SeenApp> {
	for await (const directory of client.searchApps({onlyDirectories: true})) {
		const types: {id: string; displayName?: string}[] = [];
		for await (const type of client.resourceTypes(directory.id)) types.push(type);
		const named = types.filter(({displayName}) => /\bapp(lication)?s?\b/i.test(displayName ?? ''));
		for (const type of named.length > 0 ? named : types) yield* seenIn(client, directory, type.id);
	}
}

async function* seenIn(client: RestClient, directory: App, resourceTypeId: string): AsyncGenerator<SeenApp> {
	try {
		for await (const binding of client.seenApps(directory.id, resourceTypeId)) {
			if (binding.state?.managed) continue;
			yield {directory, binding, displayName: binding.displayName ?? ''};
		}
	} catch (error) {
		const {code} = Problem.from(error);
		if (code !== 'c1/not-found' && code !== 'c1/unexpected-answer') throw error;
	}
}
