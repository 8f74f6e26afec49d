import {TaskQueue} from './tasks.ts';

/** What the connector service knows of one connector: its tasks and whether it may have them. */
export class ConnectorLink {
	readonly id: string;
	readonly queue = new TaskQueue();
	/** The first tasks have been put in the queue. */
	started = false;
	/** While paused no task is handed out. */
	paused = false;

	constructor(id: string) {
		this.id = id;
	}
}

/** Told of what happens on the connector service, so that the REST side can show it. */
export interface LinkListener {
	/** First contact ever, or a start-up Hello. */
	hello(link: ConnectorLink, displayName: string): void;
	syncStarted(link: ConnectorLink): void;
	/** `error` is null when the sync succeeded. */
	syncEnded(link: ConnectorLink, error: string | null): void;
}
