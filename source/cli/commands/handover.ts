import type {Handover, LitmosHandover} from '../../setup/handover/handover-file.ts';
import type {Command, CommandContext, OwnValues} from '../command.ts';
import {extent, person, selection, tenant} from '../setting-groups.ts';
import {handoverOptions} from './own-options.ts';

export const handover: Command = {
	name: 'handover',
	argument: {form: '<file>', help: 'Where to write it, such as litmos-handover.json.'},
	summary: 'Write a file with which a colleague continues the setup.',
	description:
		'For two people: the owner of the Litmos account and the ConductorOne administrator. Without further options the file has the answers about Litmos, and your colleague continues in ConductorOne. With --hosting and an app it has the answers about ConductorOne, and your colleague continues with Litmos. The file has no secrets, and no names or email addresses of people: owners are ConductorOne user IDs.',
	settings: [...tenant, ...selection, ...extent, ...person],
	ownOptions: handoverOptions,
	examples: {
		'litmos-connector handover litmos-handover.json': 'From the owner of the Litmos account',
		'litmos-connector handover c1-handover.json --new-app Litmos --hosting hosted':
			'From the ConductorOne administrator',
	},
	async run(context, own) {
		const {formatHandover, writeHandover} = await import('../../setup/handover/handover-file.ts');
		const {version} = await import('../../threads/thread.ts');
		const isAboutConductorOne = ['app', 'newApp', 'promote', 'owner', 'hosting', 'delegateTo'].some(
			(name) => own[name] !== undefined,
		);
		const parts: Pick<Handover, 'litmos' | 'conductorOne'> = isAboutConductorOne
			? {litmos: null, conductorOne: await conductorOnePart(context, own)}
			: {litmos: await litmosPart(context), conductorOne: null};
		const file = writeHandover(String(own.argument), formatHandover(parts, {program: version, now: new Date()}));
		const next = `litmos-connector setup --from ${file.replace(/^.*[/\\]/, '')}`;
		context.printFacts({file, next, ...parts}, [
			['Written', file],
			['Your colleague continues with', next],
			[
				'API key',
				isAboutConductorOne
					? 'not in the file. Your colleague enters it'
					: 'not in the file. An owner can enter it in ConductorOne if that hosts the connector',
			],
		]);
		return 0;
	},
};

async function litmosPart(context: CommandContext): Promise<LitmosHandover> {
	const {requireSettings} = await import('../../settings/resolve.ts');
	const {litmosBaseUrl} = await import('../../settings/settings.ts');
	const {savedSync} = await import('../../sync/saved-sync.ts');
	const {readPartOf} = await import('../../setup/handover/handover-of.ts');
	const {itemsOf, readingOf, readingTexts} = await import('../../setup/reading.ts');
	const {resolved, values} = context;
	const isSelected = values.limitedCourses !== undefined || values.courseRules !== undefined;
	requireSettings(resolved, ['source', ...(isSelected ? (['apiKey'] as const) : [])]);
	const {syncFolder} = await import('../session.ts');
	const account = values.source ?? '';
	const read = savedSync(syncFolder(context), {baseUrl: litmosBaseUrl(values), source: account});
	return {
		account,
		region: values.litmosUrl === undefined ? values.region : null,
		address: values.litmosUrl ?? null,
		courseRules: values.courseRules === undefined ? null : [...values.courseRules],
		courses: isSelected ? await coursesOf(context) : null,
		optionalData: [...itemsOf(values)],
		deltaInterval: readingTexts(readingOf(itemsOf(values), values.deltaInterval)).deltaInterval ?? null,
		read: read?.finishedAt ? readPartOf(read.finishedAt.toISOString(), read.counts) : null,
	};
}

/** The selected courses, or those that a rule matches now, by id and name, looked up in Litmos. */
async function coursesOf(context: CommandContext): Promise<LitmosHandover['courses']> {
	const {openSession, listCourses} = await import('../session.ts');
	const {resolveCourses} = await import('../../sync/course-filter.ts');
	const {resolveRules} = await import('../../sync/resolve-rules.ts');
	const {namedCourses} = await import('../../setup/handover/handover-of.ts');
	const {limitedCourses = [], courseRules, skipInactiveCourses: skipInactive} = context.values;
	const rows = await listCourses(context, await openSession(context));
	const ids =
		courseRules === undefined ? resolveCourses(limitedCourses, rows) : resolveRules(courseRules, rows, {skipInactive});
	return namedCourses(ids, rows);
}

/** Names are looked up in ConductorOne, so that only ids of people are in the file. */
async function conductorOnePart(context: CommandContext, own: OwnValues): Promise<Handover['conductorOne']> {
	const {givenAnswers, resolveAnswers} = await import('./connect/answers.ts');
	const {openConductorOne} = await import('../../setup/services/conductorone-session.ts');
	const {appOf} = await import('../../setup/handover/handover-of.ts');
	const given = await givenAnswers(own);
	const session = await openConductorOne(context);
	const signedIn = await session.signIn();
	const {app, owners, hosting, isDelegated} = await resolveAnswers(given, signedIn);
	return {
		tenant: signedIn.identity.host,
		app: appOf(app),
		owners: owners.map(({id}) => id),
		hosting,
		isDelegated,
	};
}
