import type {Log} from '../sync/log.ts';
import type {SessionJob} from '../sync/session.ts';
import type {LitmosSession} from '../sync/start-sync.ts';

/** What the connector needs to answer ConductorOne. */
export interface Service {
	session: Pick<LitmosSession, 'checkAccess' | 'sync' | 'seal' | 'assign' | 'unassign'>;
	/** What a full sync reads; whether to go on with an earlier one is the service's own business. */
	job: Pick<SessionJob, 'options' | 'folder'>;
	/** Folder for files on their way. Nothing else may be in it: it is emptied at the start and removed at the end. */
	temporaryFolder: string;
	/** Where the reports of the last syncs are kept. */
	reportFolder: string;
	/** Course assignment, null = off; `sendMessages` lets Litmos mail the learner. */
	provisioning: {sendMessages: boolean} | null;
	/** Read nothing: a sync task is answered with an empty sync, as baton-litmos does. */
	skipFullSync: boolean;
	/** Answer a sync that would take much away with an error, instead of sending it with a warning. */
	refuseDrops: boolean;
	log: Log;
}
