import {expect, it} from 'vitest';
import type {User} from '../../../../source/conductorone/rest/objects.ts';
import {findApp, findOwners, findSeenApp, ownerOf} from '../../../../source/setup/conductorone/resolve-answers.ts';
import {Fixture, tenant} from './fixtures.ts';

const me = {id: 'my-own-id', label: 'Me'};

async function start(behaviour: Parameters<typeof tenant>[0] = {}) {
	const c1 = await tenant();
	const {client} = new Fixture().services(c1);
	const app = await client.createApp({displayName: 'Learning'});
	const people: User[] = [];
	for await (const user of client.searchUsers({userStatuses: ['ENABLED']})) people.push(user);
	c1.behave(behaviour);
	return {client, app, people};
}

it('finds an app by its name in any case, or by its id', async () => {
	const {client, app} = await start();
	const found = {kind: 'existing', id: app.id, name: 'Learning'};
	expect(await findApp(client, ' learning ')).toEqual(found);
	expect(await findApp(client, app.id)).toEqual(found);
});

it('refuses a name that two apps have, and shows the ids to choose from', async () => {
	const {client, app} = await start();
	const twin = await client.createApp({displayName: 'Learning'});
	const refused = await findApp(client, 'Learning').catch((error: unknown) => error);
	expect(refused).toMatchObject({code: 'input/invalid'});
	expect([...(refused as {copy: string[]}).copy].sort()).toEqual([app.id, twin.id].sort());
	expect(await findApp(client, twin.id)).toMatchObject({id: twin.id});
});

it('says what is similar to a name that no app has, and does not find deleted ones', async () => {
	const {client, app} = await start();
	await expect(findApp(client, 'Learnin')).rejects.toMatchObject({why: expect.stringContaining('“Learning”')});
	await client.deleteApp(app.id);
	await expect(findApp(client, 'Learning')).rejects.toMatchObject({code: 'input/invalid'});
	await expect(findApp(client, app.id)).rejects.toMatchObject({code: 'input/invalid'});
});

it('takes an app of a directory, and the managed app it has become in the meantime', async () => {
	const {client} = await start();
	const seen = await findSeenApp(client, 'litmos lms');
	expect(seen).toMatchObject({kind: 'seen', name: 'Litmos LMS'});
	const id = seen.kind === 'seen' ? await client.promoteApp(seen.binding) : '';
	expect(await findSeenApp(client, 'litmos lms')).toEqual({kind: 'existing', id, name: 'Litmos LMS'});
	await expect(findSeenApp(client, 'Nothing of the kind')).rejects.toMatchObject({code: 'input/invalid'});
});

it('finds owners by address, by id and as “me”, each once', async () => {
	const {client, people} = await start();
	const [ann, ben] = [people[1]!, people[2]!];
	const owners = await findOwners(client, ['me', ann.email!, ` ${ann.id} `, ben.id, ''], me);
	expect(owners.map(({id}) => id)).toEqual(['my-own-id', ann.id, ben.id]);
	expect(owners[1]).toEqual(ownerOf(ann));
});

it('refuses an address nobody has and an id nobody has', async () => {
	const {client} = await start();
	await expect(findOwners(client, ['nobody@example.com'], me)).rejects.toMatchObject({code: 'input/invalid'});
	await expect(findOwners(client, ['a'.repeat(27)], me)).rejects.toMatchObject({code: 'input/invalid'});
});

it('a role that may not list people can still name ids and itself', async () => {
	const {client, people} = await start({role: 'app-admin'});
	const {id, email} = people[1]!;
	expect((await findOwners(client, ['me', id], me)).map((owner) => owner.id)).toEqual(['my-own-id', id]);
	await expect(findOwners(client, [email!], me)).rejects.toMatchObject({
		code: 'c1/forbidden',
		next: expect.arrayContaining([expect.stringContaining('user ID')]),
	});
});
