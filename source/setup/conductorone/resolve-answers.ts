import type {RestClient} from '../../conductorone/rest/client.ts';
import type {App, User} from '../../conductorone/rest/objects.ts';
import {findSeenApps} from '../../conductorone/rest/seen-apps.ts';
import {ignoring} from '../../problem/ignoring.ts';
import {Problem} from '../../problem/problem.ts';
import {lookUpProblemMessages} from '../messages.ts';
import type {AppChoice, Owner} from './answers.ts';

/** Ids of ConductorOne (C1 fact sheet, section 2.1). */
const idPattern = /^[a-zA-Z0-9]{27}$/;
/** How many names an error lists. */
const fewNames = 5;

/** A managed app by its id or its exact name, in any case. Throws `input/invalid` with what there is instead. */
export async function findApp(client: RestClient, nameOrId: string): Promise<AppChoice> {
	const text = nameOrId.trim();
	const found: App[] = [];
	for await (const app of client.searchApps({displayName: text})) if (!app.deletedAt) found.push(app);
	if (found.length === 0 && idPattern.test(text)) {
		const app = await client.app(text).catch(ignoring('c1/not-found'));
		if (app && !app.deletedAt) found.push(app);
	}
	const [one, ...others] = found;
	if (one !== undefined && others.length === 0) return {kind: 'existing', id: one.id, name: one.displayName};
	if (one !== undefined) {
		throw new Problem({
			code: 'input/invalid',
			...lookUpProblemMessages.severalApps(found.length, text),
			copy: found.map(({id}) => id),
		});
	}
	const similar = (await some(client.searchApps({query: text}), fewNames)).map(({displayName}) => displayName);
	throw new Problem({code: 'input/invalid', ...lookUpProblemMessages.noApp(text, similar)});
}

/** An app seen in a directory, by its name. One that was promoted in the meantime counts as the managed app it is now. */
export async function findSeenApp(client: RestClient, name: string): Promise<AppChoice> {
	const names: string[] = [];
	for await (const {displayName, binding} of findSeenApps(client)) {
		if (displayName.toLowerCase() === name.trim().toLowerCase()) return {kind: 'seen', binding, name: displayName};
		names.push(displayName);
	}
	const managed = await some(client.searchApps({displayName: name.trim()}), 1);
	if (managed[0] !== undefined) return {kind: 'existing', id: managed[0].id, name: managed[0].displayName};
	const shown = names.slice(0, fewNames);
	throw new Problem({
		code: 'input/invalid',
		...lookUpProblemMessages.noSeenApp(name.trim(), shown, shown.length === names.length),
	});
}

/** People by e-mail address, user id or `me`. Where listing people is forbidden, ids and `me` still work. */
export async function findOwners(client: RestClient, wanted: readonly string[], me: Owner): Promise<Owner[]> {
	const owners = new Map<string, Owner>();
	for (const text of wanted.map((one) => one.trim()).filter((one) => one !== '')) {
		const owner = text.toLowerCase() === 'me' ? me : await findOwner(client, text);
		owners.set(owner.id, owner);
	}
	return [...owners.values()];
}

async function findOwner(client: RestClient, text: string): Promise<Owner> {
	if (idPattern.test(text)) {
		const user = await client.user(text).catch(undefinedIfHidden);
		return user === undefined ? {id: text, label: text} : ownerOf(user);
	}
	const found: User[] = [];
	try {
		for await (const user of client.searchUsers({email: text, userStatuses: ['ENABLED']})) found.push(user);
	} catch (error) {
		const problem = Problem.from(error);
		if (problem.code !== 'c1/forbidden') throw problem;
		throw new Problem({...problem.toJSON(), ...lookUpProblemMessages.mayNotListPeople(text), cause: problem});
	}
	const [one] = found;
	if (one !== undefined && found.length === 1) return ownerOf(one);
	throw new Problem({
		code: 'input/invalid',
		...(found.length === 0 ? lookUpProblemMessages.nobody(text) : lookUpProblemMessages.severalPeople(text)),
		copy: found.map(({id}) => id),
	});
}

export function ownerOf({id, displayName, email}: Pick<User, 'id' | 'displayName' | 'email'>): Owner {
	const label = [displayName, email && `<${email}>`].filter(Boolean).join(' ') || id;
	return {id, label, ...(email ? {email} : {})};
}

function undefinedIfHidden(error: unknown): undefined {
	const {code} = Problem.from(error);
	if (code === 'c1/not-found') {
		throw new Problem({code: 'input/invalid', ...lookUpProblemMessages.noSuchId, cause: error});
	}
	if (code !== 'c1/forbidden') throw error;
}

async function some<Row>(rows: AsyncIterable<Row>, limit: number): Promise<Row[]> {
	const list: Row[] = [];
	for await (const row of rows) if (list.push(row) >= limit) break;
	return list;
}
