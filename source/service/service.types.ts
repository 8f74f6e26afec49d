import type {SessionJob} from '../sync/session.ts';
import type {LitmosSession} from '../sync/start-sync.ts';
import type {Log} from '../sync/sync.types.ts';

/** What the connector needs to answer ConductorOne. */
export interface Service {
	session: Pick<LitmosSession, 'sync' | 'seal' | 'assign' | 'unassign'>;
	/** What a full sync reads; whether to go on with an earlier one is the service's own business. */
	job: Pick<SessionJob, 'options' | 'folder'>;
	/** Folder for files on their way. */
	temporaryFolder: string;
	/** Course assignment, null = off; `sendMessages` lets Litmos mail the learner. */
	provisioning: {sendMessages: boolean} | null;
	/** Leave syncs to another instance. */
	skipFullSync: boolean;
	log: Log;
}
