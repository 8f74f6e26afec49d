import type {ConnectorState} from '../../conductorone/rest/connector-state.ts';
import type {DeviceCode} from '../../conductorone/rest/device-login.ts';
import type {Deployment} from '../../deploy/answers.ts';
import type {Hosting} from '../../deploy/ways.ts';
import type {AppChoice, ClusterPlace, Owner} from './answers.ts';
import type {PlanEvent} from './plan-services.ts';
import type {Progress} from './progress.ts';
import type {AppRow, Page, SignedInAs} from './state.ts';
import type {Undone} from './undo.ts';
import type {Proof} from './watch.ts';

/** What a person does. Keys are never in an action, see `Setup.giveKey`. */
export type ConnectPersonAction =
	| {type: 'enter'}
	/** Another question: a way to sign in, the name of a new app, or a line of the review. */
	| {type: 'page/open'; page: Page}
	| {type: 'sign-in/browser'; tenant: string}
	| {type: 'sign-in/key'}
	| {type: 'secrets/allow-file'}
	| {type: 'account/accept'}
	/** Goes on with the set-up that did not come to its end. */
	| {type: 'account/go-on'}
	| {type: 'account/other'}
	| {type: 'app/choose'; app: AppChoice}
	| {type: 'owners/choose'; owners: readonly Owner[]}
	| {type: 'hosting/choose'; hosting: Hosting; isDelegated: boolean}
	| {type: 'folder/choose'; folder: string; isApplied: boolean; place?: ClusterPlace}
	| {type: 'work/start'}
	| {type: 'work/reuse'; existing: 'reuse' | 'new'}
	| {type: 'watch/start'}
	| {type: 'undo/start'}
	| {type: 'back'}
	| {type: 'problem/dismiss'};

/** What comes back; of work that was given up nothing comes back. */
export type ConnectResultAction =
	| {type: 'account/found'; account: SignedInAs | null}
	| {type: 'sign-in/code'; code: DeviceCode}
	| {type: 'sign-in/done'; account: SignedInAs}
	| {type: 'apps/rows'; rows: readonly AppRow[]}
	| {type: 'apps/has-connector'; appId: string}
	| {type: 'apps/listed'}
	| {type: 'people/rows'; rows: readonly Owner[]}
	| {type: 'people/listed'}
	| {type: 'work/event'; event: PlanEvent}
	| {
			type: 'work/done';
			progress: Progress;
			deployment: Deployment | null;
			pages: {app?: string; connector?: string};
			/** Set when this program is to push with it; its secret is in the vault. */
			credential: {clientId: string; characters: number} | null;
	  }
	| {type: 'watch/state'; state: ConnectorState}
	| {type: 'watch/proof'; proof: Proof}
	| {type: 'watch/ended'}
	| {type: 'undo/done'; undone: Undone};

export type ConnectAction = ConnectPersonAction | ConnectResultAction;
