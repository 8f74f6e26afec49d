import type {ConnectorState} from '../../conductorone/rest/connector-state.ts';
import type {DeviceCode} from '../../conductorone/rest/device-login.ts';
import type {Deployment} from '../../deploy/answers.ts';
import type {Problem} from '../../problem/problem.ts';
import type {AppChoice, ClusterPlace, Hosting, Owner} from './answers.ts';
import type {AppRow, GuidedState, SignedInAs} from './guided-state.ts';
import type {PlanEvent} from './plan-services.ts';
import type {Progress} from './progress.ts';
import type {Undone} from './undo.ts';
import type {Proof} from './watch.ts';

/** What a person does. Keys are never in an action, see `Guided.giveKey`. */
export type GuidedPersonAction =
	| {type: 'enter'}
	| {type: 'sign-in/way'; way: 'browser' | 'key'}
	| {type: 'sign-in/browser'; tenant: string}
	| {type: 'sign-in/key'}
	| {type: 'secrets/allow-file'}
	| {type: 'account/accept'}
	/** Goes on with the set-up that did not come to its end. */
	| {type: 'account/go-on'}
	| {type: 'account/other'}
	| {type: 'app/new'}
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

/** What comes back. Answers to work that was given up are ignored. */
export type GuidedResultAction =
	| {type: 'account/found'; run: number; account: SignedInAs | null}
	| {type: 'sign-in/code'; run: number; code: DeviceCode}
	| {type: 'sign-in/done'; run: number; account: SignedInAs}
	| {type: 'sign-in/failed'; run: number; problem: Problem}
	| {type: 'apps/rows'; run: number; rows: readonly AppRow[]}
	| {type: 'apps/has-connector'; run: number; appId: string}
	| {type: 'apps/ended'; run: number; problem: Problem | null}
	| {type: 'people/rows'; run: number; rows: readonly Owner[]}
	| {type: 'people/ended'; run: number; problem: Problem | null}
	| {type: 'work/event'; run: number; event: PlanEvent}
	| {
			type: 'work/done';
			run: number;
			progress: Progress;
			deployment: Deployment | null;
			pages: {app?: string; connector?: string};
	  }
	| {type: 'work/failed'; run: number; problem: Problem}
	| {type: 'watch/state'; run: number; state: ConnectorState}
	| {type: 'watch/proof'; run: number; proof: Proof}
	| {type: 'watch/ended'; run: number; problem: Problem | null}
	| {type: 'undo/ended'; run: number; undone: Undone | null; problem: Problem | null};

export type GuidedAction = GuidedPersonAction | GuidedResultAction;

export type GuidedEffect =
	| {type: 'find-account'; run: number}
	| {type: 'sign-in'; way: 'browser' | 'key'; run: number}
	| {type: 'list-apps'; run: number}
	| {type: 'list-people'; run: number}
	| {type: 'run-plan'; run: number}
	| {type: 'watch'; run: number}
	| {type: 'undo'; run: number}
	| {type: 'cancel'; run: number};

export type Reduced = readonly [GuidedState, readonly GuidedEffect[]];

/** A change without work to start. */
export const stay = (state: GuidedState): Reduced => [state, []];
