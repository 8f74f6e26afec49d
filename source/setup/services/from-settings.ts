import type {ConnectorCredential} from '../../conductorone/tasks/task.ts';
import type {LitmosTarget} from '../../litmos/client.ts';
import {cacheFolder} from '../../settings/cache-folder.ts';
import {litmosBaseUrl, type SettingValues} from '../../settings/settings.ts';
import type {SyncOptions} from '../../sync/job.ts';

/** The tenant that the settings lead to; source and key must be there. */
export function targetOf(values: SettingValues): LitmosTarget {
	return {
		baseUrl: litmosBaseUrl(values),
		source: values.source ?? '',
		apiKey: values.apiKey ?? '',
		pageSize: values.pageSize,
		requestsPerMinute: values.requestsPerMinute,
		// Demo data leaves nothing behind, and nobody else uses its key.
		...(!values.demo && {allowanceFolder: cacheFolder()}),
	};
}

export function syncOptionsOf(values: SettingValues): SyncOptions {
	return {
		courses: values.limitedCourses ?? null,
		courseRules: values.courseRules,
		extras: values.extras,
		skipEmptyTeams: values.skipEmptyTeams,
		skipInactiveCourses: values.skipInactiveCourses,
		checkEveryList: values.checkEveryList,
		delta: values.delta,
		deltaInterval: values.deltaInterval,
		resumeWithin: values.resumeWithin,
		resourcesOnly: values.skipEntitlementsAndGrants || values.skipGrants,
		dropThreshold: values.dropGuard / 100,
	};
}

export function credentialOf(values: SettingValues): ConnectorCredential {
	return {
		clientId: values.clientId ?? '',
		clientSecret: values.clientSecret ?? '',
		apiHost: values.c1ApiHost,
		insecure: values.c1Insecure,
	};
}
