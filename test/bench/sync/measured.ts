import type {LitmosTarget, RequestStats} from '../../../source/litmos/client.ts';
import {createLitmosClient} from '../../../source/litmos/litmos-client.ts';
import type {SizeName} from '../../../source/sandbox/litmos/dataset.ts';
import {openLitmosSession} from '../../../source/sync/start-sync.ts';
import {defaultOptions} from '../../../source/sync/workspace.ts';
import {MainThread, type MainThreadFigures} from './main-thread.ts';
import {PeakMemory} from './memory.ts';
import {type PacedFigures, paced} from './paced.ts';
import {type PreviewFigures, preview} from './preview.ts';
import {readSequentially} from './sequential.ts';

/** What one process is to do. */
export type Task =
	| {kind: 'sync'; target: LitmosTarget; folder: string; preview: boolean}
	| {kind: 'sequential'; target: LitmosTarget}
	| {kind: 'paced'; size: SizeName; reader: 'sync' | 'sequential'};

export interface Figures {
	seconds: number;
	requests: number;
	retried: number;
	throttled: number;
	/** Records of Litmos: accounts, teams, courses, members, people of courses. */
	rows: number;
	/** Megabytes, whole process. */
	peak: number;
	mainThread?: MainThreadFigures;
	preview?: PreviewFigures;
}

async function sync({target, folder, preview: withPreview}: Extract<Task, {kind: 'sync'}>): Promise<Figures> {
	const memory = new PeakMemory();
	const mainThread = new MainThread();
	const session = openLitmosSession(target);
	const job = {options: defaultOptions, folder, fresh: true, isUnattended: !withPreview};
	const begun = performance.now();
	let rows = 0;
	const report = await session.sync(job, (event) => {
		if (event.type === 'progress') rows = event.phases.reduce((sum, phase) => sum + phase.rows, 0);
	}).done;
	const seconds = (performance.now() - begun) / 1000;
	const {spent, retried, throttled} = report.requests;
	const figures: Figures = {
		seconds,
		requests: spent,
		retried,
		throttled,
		rows,
		peak: memory.take(),
		mainThread: mainThread.take(),
	};
	if (withPreview) figures.preview = await preview(session, report, folder, memory, mainThread);
	await session.close();
	return figures;
}

async function sequential({target}: Extract<Task, {kind: 'sequential'}>): Promise<Figures> {
	const memory = new PeakMemory();
	const client = createLitmosClient({...target, pageSize: 500, concurrency: 1});
	const begun = performance.now();
	const rows = await readSequentially(client);
	const {sent, retried, throttled}: RequestStats = client.stats();
	return {
		seconds: (performance.now() - begun) / 1000,
		requests: sent,
		retried,
		throttled,
		rows,
		peak: memory.take(),
	};
}

function perform(task: Task): Promise<Figures | PacedFigures> {
	switch (task.kind) {
		case 'sync':
			return sync(task);
		case 'sequential':
			return sequential(task);
		case 'paced':
			return paced(task.size, task.reader);
	}
}

process.on('message', async (task: Task) => {
	process.send!(await perform(task));
});
process.on('disconnect', () => process.exit());
