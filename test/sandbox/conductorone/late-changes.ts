import type {ConductorOneHooks} from '../../../source/sandbox/conductorone/hooks.ts';
import type {ConductorOneInside} from '../../../source/sandbox/conductorone/server.ts';
import type {ConductorOneBehaviour} from './behaviour.ts';

/** Changes that show late, in the order in which they were made. */
export class LateChanges {
	readonly #behaviour: ConductorOneBehaviour;
	readonly #now: () => number;
	readonly #waiting = {
		owners: [] as {at: number; change: () => void}[],
		arrival: [] as {at: number; change: () => void}[],
	};

	constructor(behaviour: ConductorOneBehaviour, now: () => number) {
		this.#behaviour = behaviour;
		this.#now = now;
	}

	readonly later: NonNullable<ConductorOneHooks['later']> = (what, change) => {
		const {ownersAfterMs, visibleAfterMs} = this.#behaviour;
		this.#waiting[what].push({at: this.#now() + (what === 'owners' ? ownersAfterMs : visibleAfterMs), change});
		this.show();
	};

	/** Shows what is due. To be called before anything is looked at. */
	show(): void {
		for (const waiting of Object.values(this.#waiting)) {
			while (waiting[0] && waiting[0].at <= this.#now()) waiting.shift()?.change();
		}
	}
}

/** As ConductorOne, pauses a connector whose sync brings far fewer accounts than the one before. */
export function pauseOnDrop(
	{rest: {arrivals, state, sync}}: ConductorOneInside,
	behaviour: ConductorOneBehaviour,
): void {
	const accountsBefore = new Map<string, number>();
	const open = arrivals.open.bind(arrivals);
	arrivals.open = (connectorId) => {
		const {sink, accept, drop} = open(connectorId);
		let accounts = 0;
		const resource: typeof sink.resource = (row) => {
			if (row.account) accounts++;
			sink.resource(row);
		};
		return {
			sink: {...sink, resource},
			drop,
			accept() {
				accept();
				const before = accountsBefore.get(connectorId) ?? 0;
				accountsBefore.set(connectorId, accounts);
				const connector = state.connectors.get(connectorId);
				const share = behaviour.pauseOnDrop;
				if (connector && share !== null && before > 0 && (before - accounts) / before >= share) {
					sync.pause(connector, 'Sync paused due to significant drop in sync data');
				}
			},
		};
	};
}
