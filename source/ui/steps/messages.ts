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
	stopping: 'Stopping. Ctrl-C again leaves at once.',
	moreLines: 'read on',
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
	demo: {
		note: 'Make-believe: filled in for you. Enter goes on.',
		litmos: 'Make-believe: an invented Litmos on this computer. All is filled in: press Enter.',
		conductorone: 'Make-believe: an invented ConductorOne on this computer. All is filled in: press Enter.',
		starting: 'Starting a make-believe Litmos and ConductorOne on this computer',
	},
	start: startWords,
	litmos: litmosWords,
	secrets: {accepted: 'Litmos accepts the key.'},
	courses: coursesWords,
	whatElse: whatElseWords,
	preview: previewWords,
	conductorone: conductoroneWords,
	review: reviewWords,
	push: pushWords,
	done: doneWords,
} as const;
