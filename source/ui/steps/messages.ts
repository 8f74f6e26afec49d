import {count, plural} from '../../text/amounts.ts';
import {conductoroneMessages} from './conductorone-messages.ts';
import {coursesMessages} from './courses-messages.ts';
import {litmosMessages} from './litmos-messages.ts';
import {previewMessages} from './preview-messages.ts';
import {doneMessages, pushMessages} from './push-messages.ts';
import {reviewMessages} from './review-messages.ts';
import {startMessages} from './start-messages.ts';
import {whatElseMessages} from './what-else-messages.ts';

/** Every text of the guided set-up's own screens; a translation is another object of this shape. */
export const stepMessages = {
	title: 'litmos-connector',
	stopping: 'Stopping. Press Ctrl-C again to quit right away.',
	moreLines: 'scroll',
	lines: (from: number, to: number, total: number) => `${from}–${to} / ${total}  PgUp PgDn`,
	names: {
		start: 'Start',
		litmos: 'Litmos',
		courses: 'Courses',
		preview: 'Preview',
		conductorone: 'ConductorOne',
		review: 'Push',
		done: 'Push',
	},
	connection: {
		demo: 'demo data',
		courses: (selected: number, total: number) => `${count(selected)} of ${plural(total, 'course')}`,
	},
	demo: {
		note: 'Sandbox: filled in for you. Press Enter to continue.',
		litmos: 'Sandbox: demo data on this computer. Everything is filled in for you. Press Enter to continue.',
		conductorone:
			'Sandbox: a demo ConductorOne on this computer. Everything is filled in for you. Press Enter to continue.',
		starting: 'Starting the sandbox: demo Litmos and ConductorOne on this computer',
	},
	start: startMessages,
	litmos: litmosMessages,
	secrets: {accepted: 'Litmos accepted the key.'},
	courses: coursesMessages,
	whatElse: whatElseMessages,
	preview: previewMessages,
	conductorone: conductoroneMessages,
	review: reviewMessages,
	push: pushMessages,
	done: doneMessages,
} as const;
