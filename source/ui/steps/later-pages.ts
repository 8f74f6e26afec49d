import {WayInPage} from './conductorone/way-in-page.tsx';
import {CoursesStep} from './courses-step.tsx';
import {DoneStep} from './done-step.tsx';
import {HandoverStartPage} from './handover-start.tsx';
import {PreviewStep} from './preview-step.tsx';
import {ReviewStep} from './review-step.tsx';

/** The pages after the first questions, and the one that begins where a colleague ended. Their code, half of the program, loads while a person looks at the first. */
export const laterPages = {
	handover: HandoverStartPage,
	courses: CoursesStep,
	preview: PreviewStep,
	conductorone: WayInPage,
	review: ReviewStep,
	done: DoneStep,
};
