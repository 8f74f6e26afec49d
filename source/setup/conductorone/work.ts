import {choiceOf} from '../courses.ts';
import type {ConnectServices, LitmosPart, ReadPart} from '../services/conductorone.ts';
import type {SlotTools} from '../slots.ts';
import type {SetupState} from '../state.ts';
import {tenantOf, type Vault} from '../vault.ts';
import type {ConnectResultAction} from './actions.ts';
import {connectAnswersOf} from './state.ts';

type Work = (tools: SlotTools<ConnectResultAction>) => Promise<ConnectResultAction>;

/** What each slot of the part in ConductorOne does. */
export function connectWork(
	services: ConnectServices,
	vault: Vault,
	getState: () => SetupState,
): Record<'signIn' | 'apps' | 'people' | 'plan' | 'watch' | 'undo', Work> {
	const answersNow = () => {
		const {connect} = getState();
		return connectAnswersOf(connect, services.folderOf(connect.answers));
	};
	const litmosNow = (): LitmosPart => {
		const state = getState();
		const choice = choiceOf(state);
		const hasRules = choice !== null && 'rules' in choice;
		return {
			tenant: tenantOf(state, vault),
			courses: hasRules ? null : choice,
			...(hasRules ? {byRule: {rules: choice.rules, rows: state.courses.rows, ...matchedBefore(state)}} : {}),
			reading: state.answers.reading,
		};
	};
	return {
		async signIn({tell, signal}) {
			const {signInBy, tenant, allowFile} = getState().connect;
			if (signInBy === 'kept') return {type: 'account/found', account: await services.findAccount(signal)};
			const account =
				signInBy === 'browser'
					? await services.signInByBrowser(tenant, {
							allowFile,
							onCode: (code) => tell({type: 'sign-in/code', code}),
							signal,
						})
					: await services.signInByKey(vault.get('personalKey') ?? '', {allowFile, signal});
			return {type: 'sign-in/done', account};
		},
		async apps({tell, signal}) {
			await services.listApps(
				(rows) => tell({type: 'apps/rows', rows}),
				(appId) => tell({type: 'apps/has-connector', appId}),
				signal,
			);
			return {type: 'apps/listed'};
		},
		async people({tell, signal}) {
			await services.listPeople((rows) => tell({type: 'people/rows', rows}), signal);
			return {type: 'people/listed'};
		},
		async plan({tell, signal}) {
			const onEvent: Parameters<ConnectServices['runPlan']>[2] = (event) => tell({type: 'work/event', event});
			const {secret, ...made} = await services.runPlan(answersNow(), litmosNow(), onEvent, signal);
			if (secret === null || signal.aborted) return {type: 'work/done', ...made, credential: null};
			vault.set('clientSecret', secret.clientSecret);
			const credential = {clientId: secret.clientId, characters: secret.clientSecret.length};
			return {type: 'work/done', ...made, credential};
		},
		async watch({tell, signal}) {
			const {connect} = getState();
			if (connect.progress === null) throw new Error('there is nothing to watch yet');
			await services.watch(
				answersNow(),
				connect.progress,
				readIn(getState()),
				{
					onState: (state) => tell({type: 'watch/state', state}),
					onProof: (proof) => tell({type: 'watch/proof', proof}),
				},
				signal,
			);
			return {type: 'watch/ended'};
		},
		async undo() {
			return {type: 'undo/done', undone: await services.undo(answersNow(), litmosNow())};
		},
	};
}

function readIn({sync, push}: SetupState): ReadPart | null {
	if (sync.work.status !== 'done') return null;
	const syncId = push.work.status === 'done' ? push.work.value.syncId : '';
	return {workingFile: sync.work.value.workingFile, syncId};
}

/** A colleague's rules were looked up by the colleague, until the list of courses is here. */
function matchedBefore({handover, courses}: SetupState): {matched?: {ids: readonly string[]; at: Date}} {
	const matched = handover?.litmos?.courses ?? null;
	if (handover === null || matched === null || courses.listing.status === 'done') return {};
	return {matched: {ids: matched.map(({id}) => id), at: new Date(handover.writtenAt)}};
}
