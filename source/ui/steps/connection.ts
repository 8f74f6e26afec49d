import {ruleView} from '../../setup/course-rule.ts';
import type {SetupState} from '../../setup/state.ts';
import {isWide} from '../components/panes/panes.tsx';
import {stepMessages} from './messages.ts';

const messages = stepMessages.connection;

/** What the header says of the connection, in ever shorter words; nothing before Litmos accepted the key. */
export function connectionMessages(state: SetupState, window: {columns: number; rows: number}): string[] {
	const {answers, courses, demo, litmos} = state;
	if (state.step === 'start' || litmos.status !== 'done') return demo.status === 'done' ? [messages.demo] : [];
	const account = demo.status === 'done' ? '' : answers.source.trim();
	const region = answers.region === 'other' ? '' : answers.region.toUpperCase();
	const place = demo.status === 'done' ? messages.demo : [account, region].filter(Boolean).join(' · ');
	const isChosen = state.step !== 'courses' && answers.courses.mode !== 'all' && isWide(window);
	const {ids, mode} = answers.courses;
	return [
		...(isChosen
			? [
					`${place} · ${messages.courses(mode === 'rule' ? ruleView(state).matching.length : ids.size, courses.rows.length)}`,
				]
			: []),
		place,
		...(account === '' ? [] : [account]),
	];
}
