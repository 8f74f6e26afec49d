import type {SealProgress} from '../c1z/seal.ts';
import type {TaskEvent} from '../conductorone/tasks/task.ts';
import type {Problem} from '../problem/problem.ts';
import type {SecretProvider} from '../secrets/secret-store.ts';
import type {CourseRow} from '../sync/course-filter.ts';
import type {SyncEvent} from '../sync/events.ts';
import type {ConnectPersonAction, ConnectResultAction} from './conductorone/actions.ts';
import type {ReadingItem} from './reading.ts';
import type {Answers, CourseSelection, PushResult, SecretId, SecretInfo, Slot, Step} from './state.ts';

/** What a person does on the set-up's own screens. */
export type OwnAction =
	| {type: 'start/begin'}
	| {type: 'start/demo'}
	/** There is no API key here: the part in ConductorOne is prepared for a colleague. */
	| {type: 'prepare/begin'}
	| {type: 'resume/accept'}
	| {type: 'resume/decline'}
	/** Never holds the secret itself: `Setup.giveSecret` puts that into the vault. */
	| {type: 'secret/given'; id: SecretId; info: SecretInfo}
	| {type: 'secret/cleared'; id: SecretId}
	| {type: 'secrets/allow-file'}
	| {type: 'answer'; change: Partial<Omit<Answers, 'courses'>>}
	| {type: 'courses/mode'; mode: CourseSelection['mode']}
	| {type: 'courses/rule'; text: string}
	/** Ids, numbers or codes, pasted or typed. */
	| {type: 'courses/paste'; wanted: readonly string[]}
	/** The whole selection anew, as a list reports it. */
	| {type: 'courses/choose'; ids: ReadonlySet<string>}
	| {type: 'courses/retry'}
	/** The page “what else to read”, from the courses or the review; it closes to where it was opened. */
	| {type: 'reading/open'}
	| {type: 'reading/choose'; items: ReadonlySet<ReadingItem>}
	/** Within how long delta sync reads each list in full. */
	| {type: 'reading/interval'; to: 'shorter' | 'longer'}
	| {type: 'reading/close'}
	/** Gives up the check of Litmos or of the credential that runs; the answers stay. */
	| {type: 'check/cancel'}
	| {type: 'sync/restart'}
	| {type: 'push/confirm-drop'}
	| {type: 'push/cancel'}
	/** Enter: checks this step and goes on. */
	| {type: 'submit'}
	| {type: 'back'}
	| {type: 'go'; step: Step}
	| {type: 'problem/dismiss'};

/** What a person does; `connect`: in the part in ConductorOne. */
export type PersonAction = OwnAction | {type: 'connect'; action: ConnectPersonAction};

/** What comes back from the services; of work that was given up nothing comes back. */
export type OwnResult =
	| {type: 'failed'; slot: Slot; problem: Problem}
	| {type: 'demo/started'; answers: Pick<Answers, 'litmosUrl' | 'source' | 'clientId' | 'c1ApiHost'>}
	| {type: 'secrets/loaded'; found: Partial<Record<SecretId, SecretInfo>>}
	| {type: 'secret/kept'; provider: SecretProvider; where: string; problem: Problem | null}
	| {type: 'litmos/checked'}
	| {type: 'courses/page'; rows: readonly CourseRow[]}
	| {type: 'courses/listed'}
	| {type: 'sync/event'; event: SyncEvent}
	| {type: 'credential/checked'; host: string}
	| {type: 'push/sealing'; progress: SealProgress}
	| {type: 'push/event'; event: TaskEvent}
	| {type: 'push/finished'; result: PushResult}
	| {type: 'saved/failed'; problem: Problem};

export type ResultAction = OwnResult | {type: 'connect'; action: ConnectResultAction};

export type SetupAction = PersonAction | ResultAction;
