import type {RestClient} from '../../conductorone/rest/client.ts';
import type {ConnectorRef} from '../../conductorone/rest/connector-calls.ts';
import type {Connector} from '../../conductorone/rest/objects.ts';
import {findLitmosConnectors, litmosHosting} from '../../conductorone/rest/set-up.ts';
import {Problem} from '../../problem/problem.ts';
import type {Progress} from '../../setup/conductorone/progress.ts';
import {findApp} from '../../setup/conductorone/resolve-answers.ts';
import type {ConnectStore} from '../../setup/conductorone/store.ts';
import type {OwnValues} from '../command.ts';

export interface Target {
	ref: ConnectorRef;
	appName: string;
	hosting: 'hosted' | 'self-hosted' | null;
	/** What is known of its set-up here. */
	progress: Progress | undefined;
}

/** The connector that a command is about: the named one, else the one set up last. Throws `input/…` in words. */
export async function targetOf(client: RestClient, store: ConnectStore, own: OwnValues): Promise<Target> {
	const last = store.last()?.progress;
	const known = last?.host === client.host && last.connector !== undefined ? last : undefined;
	if (typeof own.app !== 'string') {
		if (known?.app !== undefined && known.connector !== undefined) {
			const ref = {appId: known.app.id, connectorId: known.connector.id};
			return {
				ref,
				appName: known.app.name,
				hosting: litmosHosting(await client.connector(ref)) ?? null,
				progress: known,
			};
		}
		throw new Problem({
			code: 'input/missing',
			what: 'No connector was set up in this tenant from this computer',
			next: [
				'Name the app of the connector: --app Litmos',
				'Or set up a connector: litmos-connector setup, or litmos-connector connect',
			],
		});
	}
	const app = await findApp(client, own.app);
	const appId = app.kind === 'existing' ? app.id : '';
	const connector = await one(client, appId, app.name, own.connectorId);
	return {
		ref: {appId, connectorId: connector.id},
		appName: app.name,
		hosting: litmosHosting(connector) ?? null,
		progress: known?.connector?.id === connector.id ? known : undefined,
	};
}

async function one(client: RestClient, appId: string, name: string, id: OwnValues[string]): Promise<Connector> {
	if (typeof id === 'string') return client.connector({appId, connectorId: id});
	const found: Connector[] = [];
	for await (const {connector} of findLitmosConnectors(client, {appId})) found.push(connector);
	const [only, ...others] = found;
	if (only !== undefined && others.length === 0) return only;
	throw new Problem({
		code: 'input/invalid',
		what: `The app “${name}” has ${only === undefined ? 'no Litmos connector' : `${found.length} Litmos connectors`}`,
		next: [only === undefined ? 'Set up a connector: litmos-connector connect' : 'Select one with --connector-id.'],
		copy: found.map((connector) => connector.id),
	});
}
