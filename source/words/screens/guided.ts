import {guidedAnswersWords} from './guided-answers.ts';
import {guidedSignInWords} from './guided-sign-in.ts';
import {guidedWorkWords} from './guided-work.ts';

/** Every word of the guided part's screens. */
export const guidedWords = {...guidedSignInWords, ...guidedAnswersWords, ...guidedWorkWords} as const;
