import {count, plural} from '../../text/amounts.ts';
import {conductoroneWords} from './conductorone-messages.ts';
import {coursesWords} from './courses-messages.ts';
import {litmosWords} from './litmos-messages.ts';
import {previewWords} from './preview-messages.ts';
import {doneWords, pushWords} from './push-messages.ts';
import {reviewWords} from './review-messages.ts';
import {startWords} from './start-messages.ts';
import {whatElseWords} from './what-else-messages.ts';

/** Every word of the guided set-up's own screens; a translation is another object of this shape. */
export const stepWords = {
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
	start: startWords,
	litmos: litmosWords,
	secrets: {accepted: 'Litmos accepted the key.'},
	courses: coursesWords,
	whatElse: whatElseWords,
	preview: previewWords,
	conductorone: conductoroneWords,
	review: reviewWords,
	push: pushWords,
	done: doneWords,
} as const;
