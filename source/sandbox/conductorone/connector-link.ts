import {TaskQueue} from './tasks.ts';
import type {ReceivedSync} from './validation/validate-upload.ts';

export interface Greeting {
	hostId: string;
	taskId: string;
	metadata: string;
}

/** What the connector service knows of one connector: its tasks, who said hello, what was uploaded. */
export class ConnectorLink {
	readonly id: string;
	readonly queue = new TaskQueue();
	readonly hellos: Greeting[] = [];
	readonly syncs: ReceivedSync[] = [];
	heartbeats = 0;
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
