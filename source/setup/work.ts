import {Problem} from '../problem/problem.ts';
import type {ResultAction} from './actions.ts';
import {connectWork} from './conductorone/work.ts';
import {choiceOf} from './courses.ts';
import {setupProblemMessages} from './messages.ts';
import type {SetupServices} from './services/services.ts';
import type {SlotTools} from './slots.ts';
import type {SetupState, Slot} from './state.ts';
import {credentialOf, tenantOf, type Vault} from './vault.ts';

type Work = (tools: SlotTools<ResultAction>) => Promise<ResultAction>;

/** What each slot does, with the given services; its last word is what the promise gives. */
export function slotWork(services: SetupServices, vault: Vault, getState: () => SetupState): Record<Slot, Work> {
	const inConductorOne = connectWork(services.conductorOne, vault, getState);
	const connect =
		(slot: keyof typeof inConductorOne): Work =>
		async ({tell, signal}) => {
			const action = await inConductorOne[slot]({signal, tell: (action) => tell({type: 'connect', action})});
			return {type: 'connect', action};
		};
	return {
		signIn: connect('signIn'),
		apps: connect('apps'),
		people: connect('people'),
		plan: connect('plan'),
		watch: connect('watch'),
		undo: connect('undo'),
		async demo() {
			const {apiKey, clientSecret, personal: _, ...answers} = await services.startDemo();
			vault.set('apiKey', apiKey).set('clientSecret', clientSecret);
			return {type: 'demo/started', answers};
		},
		async litmos({signal}) {
			await services.checkLitmos(tenantOf(getState(), vault), signal);
			return {type: 'litmos/checked'};
		},
		async courses({tell, signal}) {
			const state = getState();
			const onPage: Parameters<SetupServices['listCourses']>[1] = (rows) => tell({type: 'courses/page', rows});
			await services.listCourses(tenantOf(state, vault), onPage, signal, state.answers.reading);
			return {type: 'courses/listed'};
		},
		async sync({tell, signal}) {
			const state = getState();
			const handle = services.startSync(
				tenantOf(state, vault),
				choiceOf(state),
				(event) => {
					// The report comes from `done`, which also knows of failures after the last event.
					if (event.type !== 'finished') tell({type: 'sync/event', event});
				},
				state.answers.reading,
				state.sync.again,
			);
			signal.addEventListener('abort', () => handle.cancel(), {once: true});
			return {type: 'sync/event', event: {type: 'finished', report: await handle.done}};
		},
		async credential({signal}) {
			const {host} = await services.checkCredential(credentialOf(getState(), vault), signal);
			return {type: 'credential/checked', host};
		},
		async push({tell, signal}) {
			const state = getState();
			if (state.sync.work.status !== 'done') {
				throw new Problem({code: 'sync/incomplete', ...setupProblemMessages.nothingToPush});
			}
			const result = await services.push({
				report: state.sync.work.value,
				reading: state.answers.reading,
				credential: credentialOf(state, vault),
				confirmedDrop: state.push.confirmedDrop,
				signal,
				onSealing: (progress) => tell({type: 'push/sealing', progress}),
				onEvent: (event) => tell({type: 'push/event', event}),
			});
			return {type: 'push/finished', result};
		},
	};
}
