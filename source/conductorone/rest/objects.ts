/*
 * The parts of ConductorOne's REST objects that this program reads. Every field may be missing or null on the wire, so
 * nothing here is taken for granted. ConductorOne fact sheet, section 2.
 */

export interface App {
	id: string;
	displayName: string;
	isDirectory?: boolean;
	annotations?: Record<string, string> | null;
	createdAt?: string | null;
	deletedAt?: string | null;
}

export interface User {
	id: string;
	displayName?: string;
	email?: string;
}

export interface Introspection {
	userId?: string;
	roles?: string[] | null;
}

export interface ConnectorStatusField {
	/** `SYNC_STATUS_UNSPECIFIED`, `…_RUNNING`, `…_DONE`, `…_ERROR`, `…_DISABLED`, or newer ones. */
	status?: string;
	completedAt?: string | null;
	lastError?: string;
}

export interface Connector {
	id: string;
	appId: string;
	catalogId?: string;
	displayName?: string;
	userIds?: string[] | null;
	config?: EnvConfig | null;
	status?: ConnectorStatusField | null;
	syncDisabledAt?: string | null;
	syncDisabledReason?: string;
	deletedAt?: string | null;
}

/** The config of a hosted connector. Its shape is known from the Terraform provider. */
export interface EnvConfig {
	'@type': 'type.googleapis.com/c1.api.app.v1.EnvConfig';
	configuration: Record<string, {stringValue: string}>;
}

export interface ConfigField {
	name: string;
	displayName?: string;
}

export interface ConfigSchema {
	fields?: ConfigField[] | null;
}

export interface Credential {
	id: string;
	clientId: string;
	/** Only in the answer to a rotation. */
	clientSecret?: string;
	createdAt?: string | null;
	expiresTime?: string | null;
	/** Whether the connector has ever authenticated. */
	lastUsedAt?: string | null;
}

export interface PersonalClient {
	id: string;
	clientId: string;
	displayName?: string;
	expiresTime?: string | null;
	createdAt?: string | null;
	lastUsedAt?: string | null;
	deletedAt?: string | null;
}

export interface Role {
	id: string;
	name?: string;
	displayName?: string;
}

export interface AppUser {
	id: string;
}

export interface AppResourceType {
	id: string;
	displayName?: string;
}

export interface AppEntitlement {
	id: string;
	grantCount?: string;
	systemBuiltin?: boolean;
}

/** An app seen inside a directory; `managed.appId` once it is managed. */
export interface ManagedStateBinding {
	appId: string;
	resourceTypeId: string;
	resourceId: string;
	displayName?: string;
	state?: {managed?: {appId?: string} | null; unmanaged?: object | null} | null;
}

export interface OwnerRow {
	user?: User | null;
	roleSlug?: string;
}
